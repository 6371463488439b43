/** The leaves that definitions share: names, amounts, times, addresses, paths. Each says in words what it takes. */
import { Type } from 'typebox';
import { boolean, instead, integer, listOf, mapOf, shapes, text, word } from './build.ts';

const labelPattern = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const hostPattern = `${labelPattern}(\\.${labelPattern})*`;
/** Text that an expression completes later is not held to a pattern. */
const orExpression = (pattern: string) => `^(${pattern}|[^]*<%[^]*)$`;

/** RFC 1123 label: names of apps, namespaces, tiers, containers. */
export const label = (what: string, example: string) =>
  text(`^${labelPattern}$`, `${what} of lower-case letters, digits and dashes such as ${example}`, { maxLength: 63 });

/** RFC 1123 subdomain: names of Secrets, ConfigMaps, classes. */
export const objectName = (what: string, example: string) =>
  text(`^${hostPattern}$`, `${what} such as ${example}`, { maxLength: 253 });

/** Name of a port (IANA service name). */
export const portName = text(
  '^(?=.*[a-z])[a-z0-9]([-a-z0-9]*[a-z0-9])?$',
  'a port name of at most 15 lower-case letters, digits and dashes such as http',
  { maxLength: 15 },
);
export const portNumber = integer(1, 65535, 'a port from 1 to 65535 such as 8080');
export const portReference = shapes('the name or number of a port such as http', {
  integer: portNumber,
  string: portName,
});

export const line = text('^[^\\n]*\\S[^\\n]*$', 'one line of text');
export const reason = text('\\S', 'a reason in words');
export const words = text('\\S', 'text');
export const anyText = Type.Unsafe<string>({ type: 'string' });

const quantityText = text(
  '^[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$',
  'a quantity such as 20Gi',
);
/** Kubernetes quantity (apimachinery `resource.Quantity`). */
export const quantity = (example = '20Gi') =>
  shapes(`a quantity such as ${example}`, {
    number: Type.Unsafe<number>({ type: 'number', minimum: 0, expected: `a quantity such as ${example}` }),
    string: { ...quantityText, expected: `a quantity such as ${example}` } as typeof quantityText,
  });
/** A Go duration, as Flux and Kubernetes read it. */
export const duration = (example = '5m') => text('^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$', `a duration such as ${example}`);

const cronField = '(\\*|\\?|[0-9A-Za-z]+(-[0-9A-Za-z]+)?)(/[0-9]+)?';
/** A cron expression of five fields, or one of the @words. */
export const cron = text(
  `^(@(yearly|annually|monthly|weekly|daily|midnight|hourly)|(${cronField}(,${cronField})*)(\\s+${cronField}(,${cronField})*){4})$`,
  'a cron expression of five fields such as 30 2 * * *',
);
const imageName = '[a-z0-9][a-zA-Z0-9_]*([.:/-]+[a-zA-Z0-9_]+)*';
const imageDigest = '@sha256:[0-9a-f]{64}';
/** Without a tag or digest a node runs whatever was pushed last, and no commit says which. */
export const image = text(
  `^${imageName}(:[A-Za-z0-9_][-A-Za-z0-9_.]{0,127}(${imageDigest})?|${imageDigest})$`,
  'an image with its tag or digest such as ghcr.io/owner/name:1.2.3',
);
export const absolutePath = text('^/[^\\0]*$', 'an absolute path such as /data');
export const urlPath = text('^/\\S*$', 'a path of a URL such as /api');
const noParent = '(?!.*(^|/)\\.\\.(/|$))';
/** A path inside some folder: relative and without `..`. */
export const relativePath = (example: string) =>
  text(`^${noParent}[^/\\s][^\\n]*$`, `a relative path without .. such as ${example}`);
export const fileNames = (example: string) =>
  listOf(relativePath(example), { minItems: 1, uniqueItems: true, expected: `a list of files such as [${example}]` });
export const templatePath = text(
  `^${noParent}templates/[^\\n]+$`,
  'a path in the folder templates such as templates/issuer.yaml',
);
/** `files/…` of the app, for rules and dashboards. */
export const filePath = (example: string) =>
  text(`^${noParent}(files|templates)/[^\\n]+$`, `a path in the folder files such as ${example}`);

export const environmentName = text(
  '^[-._a-zA-Z][-._a-zA-Z0-9]*$',
  'the name of an environment variable such as LOG_LEVEL',
);
export const placeholderName = text('^[_a-zA-Z][_a-zA-Z0-9]*$', 'a name such as NFS_STORAGE_HOST');
export const secretKey = text('^[-._a-zA-Z0-9]+$', 'a key of a Secret such as API_KEY', { maxLength: 253 });
const labelKey = text(
  '^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$',
  'a label or annotation key such as app.kubernetes.io/part-of',
);
const annotationText = Type.Unsafe<string>({ type: 'string', expected: 'a string (quote numbers and booleans)' });
export const labels = mapOf(
  labelKey,
  text('^(|[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)$', 'a label value such as home'),
);
export const annotations = mapOf(labelKey, annotationText);

export const version = text('^\\S+$', 'a version as a quoted string such as "1.2.3"');
export const threeNumbers = text(
  '^[0-9]+\\.[0-9]+\\.[0-9]+$',
  'a version of three numbers such as 1.36.0',
  instead('three numbers in quotes, such as "1.36.0"'),
);
export const timezone = text('^(UTC|[A-Z][A-Za-z]+(/[A-Za-z0-9_+-]+)+)$', 'a time zone such as Europe/Amsterdam');
export const host = text(`^(${hostPattern})$`, 'a label or a whole host name such as romm or romm.example.com', {
  maxLength: 253,
});
export const domain = text(`^(${hostPattern})$`, 'a domain such as example.com', { maxLength: 253 });
export const url = text(orExpression('https?://\\S+'), 'a URL such as https://example.com');
/** Text with expressions that are filled in for each app. */
export const pattern = (example: string) => text('^\\S.*$', `a pattern such as ${example}`);

const octet = '(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])';
const ipv4 = `${octet}(\\.${octet}){3}`;
const ipv6 = '(?=.*:)[0-9a-fA-F:.]{2,45}';
export const address = text(`^(${ipv4}|${ipv6})$`, 'an IP address such as 10.0.0.21');
export const cidr = text(
  `^(${ipv4}/(3[0-2]|[12]?[0-9])|${ipv6}/(12[0-8]|1[01][0-9]|[1-9]?[0-9]))$`,
  'a network such as 10.0.0.0/24',
);
export const addressOrName = text(`^(${hostPattern}|${ipv6})$`, 'an address or host name such as 10.0.0.5');
export const addressRange = text(
  `^(${ipv4}|${ipv6})(/[0-9]{1,3}|-(${ipv4}|${ipv6}))?$`,
  'an address, network or range such as 10.0.0.16/28',
);

/** `namespace/name`. */
export const namespacedName = (what: string, example: string) =>
  text(`^${labelPattern}/${hostPattern}$`, `${what} as namespace/name such as ${example}`);
/** `Kind/namespace/name` or `Kind/name`; also `crds/<group>`. */
export const objectReference = text(
  '^[A-Za-z][A-Za-z0-9]*/[A-Za-z0-9][-A-Za-z0-9._]*(/[A-Za-z0-9][-A-Za-z0-9._:]*)?$',
  'Kind/namespace/name or Kind/name such as Secret/flux-system/sops-age',
);
/** The value of an environment variable or setting: always written as a string. */
export const scalarShapes = {
  boolean: boolean(),
  number: Type.Unsafe<number>({ type: 'number' }),
  string: anyText,
} as const;
export const scalar = shapes('a string, number or boolean', scalarShapes);
export const protocol = word('TCP', 'UDP', 'SCTP');
