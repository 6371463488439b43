import type { Schema } from '../json.ts';

/** Patterns are within what Go's RE2 and ECMAScript's `u` mode both read; `format` is not used, engines differ on it. */
const text = (pattern: string): Schema => ({ type: 'string', pattern });

const goTerm = '([0-9]+(\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|ms|s|m|h)';
/** What Go's time.ParseDuration reads. */
export const goDuration = text(`^[-+]?(0|(${goTerm})+)$`);
const gatewayDuration = text('^([0-9]{1,5}(h|m|s|ms)){1,4}$');
const prometheusDuration = text(
  '^(0|(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?)$',
);
const timestamp = text(
  '^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})$',
);

/** A quantity of apimachinery: decimal, binary or exponent suffix. */
export const quantity: Schema = {
  type: ['string', 'number'],
  pattern: '^[+-]?([0-9]+|[0-9]+\\.[0-9]*|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$',
};
export const intOrString: Schema = { type: ['integer', 'string'] };
export const port: Schema = { type: 'integer', minimum: 1, maximum: 65535 };
export const optionalPort: Schema = { type: 'integer', minimum: 0, maximum: 65535 };
const anything: Schema = {};
const anyObject: Schema = { type: 'object' };

/** What a named type stands for, by its name (`$type`); the type alone says only "string" or "{}". */
export const schemaOfNamedType: Readonly<Record<string, Schema>> = {
  '@kubernetes-models/apimachinery/api/resource/Quantity': quantity,
  '@kubernetes-models/apimachinery/util/intstr/IntOrString': intOrString,
  '@kubernetes-models/apimachinery/apis/meta/v1/Time': { ...timestamp, type: ['string', 'null'] },
  '@kubernetes-models/apimachinery/apis/meta/v1/MicroTime': { ...timestamp, type: ['string', 'null'] },
  '@kubernetes-models/apimachinery/apis/meta/v1/FieldsV1': anyObject,
  '@kubernetes-models/apimachinery/runtime/RawExtension': anyObject,
  '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/Duration': gatewayDuration,
  '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/PortNumber': port,
  '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/ByteSize': text(
    '^([0-9]*\\.)?[0-9]+([KMGTPE]i?)?B?$',
  ),
  '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/Duration': prometheusDuration,
  '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/GoDuration': prometheusDuration,
  '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/NonEmptyDuration': prometheusDuration,
  'kubernetes-models/apiextensions.k8s.io/v1/JSON': anything,
  'kubernetes-models/apiextensions.k8s.io/v1/JSONSchemaPropsOrArray': anything,
  'kubernetes-models/apiextensions.k8s.io/v1/JSONSchemaPropsOrBool': anything,
  'kubernetes-models/apiextensions.k8s.io/v1/JSONSchemaPropsOrStringArray': anything,
  'interfaces/platform/FluxDuration': text('^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$'),
  'interfaces/victoria-metrics/MetricsDuration': text('^([0-9]+(\\.[0-9]+)?(ms|s|m|h|d|w|y))+$'),
  'interfaces/scalars/Quantity': quantity,
  'interfaces/scalars/IntOrString': intOrString,
  'interfaces/scalars/Duration': goDuration,
  'interfaces/scalars/Port': port,
  'interfaces/scalars/Json': anything,
};
