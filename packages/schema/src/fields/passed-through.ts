/** The places of a definition whose fields go to Kubernetes as they are, each with what they are fields of. */
import type { FileKind } from '../problem.ts';
import { child, isMap } from '../problems/pointer.ts';
import type { RawError } from '../problems/raw-error.ts';
import { type FieldKind, fieldErrors } from './field-errors.ts';

type Fields = Record<string, unknown>;
const fieldsOf = (value: unknown): Fields => (isMap(value) ? value : {});

const controllerKinds: Record<string, FieldKind> = {
  deployment: 'DeploymentSpec',
  statefulset: 'StatefulSetSpec',
  daemonset: 'DaemonSetSpec',
  cronjob: 'CronJobSpec',
  job: 'JobSpec',
};

/** The kind of a controller that `like` may say; `undefined` where a layer may still say it. */
const kindOf = (controllers: Fields, id: string, workload: Fields, seen: readonly string[] = []): unknown => {
  const { kind, like } = fieldsOf(controllers[id]);
  if (kind !== undefined) return kind;
  return typeof like === 'string' && !seen.includes(like)
    ? kindOf(controllers, like, workload, [...seen, id])
    : workload['kind'];
};

/** Fields of a controller's spec. Where its kind is not known, fields that any kind takes pass. */
const specErrors = (kind: unknown, data: unknown, path: string): RawError[] => {
  const known = typeof kind === 'string' ? controllerKinds[kind] : undefined;
  if (known !== undefined) return fieldErrors(known, data, path);
  const found = Object.values(controllerKinds).map((each) => fieldErrors(each, data, path));
  return found.some((errors) => errors.length === 0) ? [] : (found[0] ?? []);
};

const entries = (map: unknown, path: string): [Fields, string, string][] =>
  Object.entries(fieldsOf(map)).map(([name, value]) => [fieldsOf(value), child(path, name), name]);

const containerErrors = (fields: Fields, path: string): RawError[] =>
  fieldErrors('Container', fields['container'], `${path}/container`);

const workloadErrors = (workload: Fields, path: string, fallback: string | undefined): RawError[] => {
  const controllers = fieldsOf(workload['controllers']);
  const several = Object.keys(controllers).length > 0;
  const named = entries(controllers, `${path}/controllers`).flatMap(([controller, place, id]) => [
    ...containerErrors(controller, place),
    ...['containers', 'init'].flatMap((group) =>
      entries(controller[group], `${place}/${group}`).flatMap(([fields, at]) => containerErrors(fields, at)),
    ),
    ...fieldErrors('PodSpec', controller['pod'], `${place}/pod`),
    ...specErrors(kindOf(controllers, id, workload) ?? fallback, controller['controller'], `${place}/controller`),
  ]);
  return [
    ...containerErrors(workload, path),
    ...fieldErrors('PodSpec', workload['pod'], `${path}/pod`),
    ...specErrors(several ? undefined : (workload['kind'] ?? fallback), workload['controller'], `${path}/controller`),
    ...named,
    ...entries(workload['services'], `${path}/services`).flatMap(([service, place]) =>
      fieldErrors('ServiceSpec', service['service'], `${place}/service`),
    ),
  ];
};

const appErrors = (app: unknown, path: string, fallback?: string): RawError[] => [
  ...workloadErrors(fieldsOf(fieldsOf(app)['workload']), `${path}/workload`, fallback),
  ...entries(fieldsOf(app)['storage'], `${path}/storage`).flatMap(([entry, place]) =>
    fieldErrors('Volume', entry['volume'], `${place}/volume`),
  ),
];

/**
 * Errors in passed-through fields (`container`, `pod`, `controller`, `service`, `volume`) of a file, in every app-shaped part of it.
 * A merged app's controllers without a kind are Deployments; in a file, a layer may still say the kind.
 */
export const passedThroughErrors = (kind: FileKind, data: unknown, merged: boolean): RawError[] => {
  const file = fieldsOf(data);
  if (kind === 'app') return appErrors(file, '', merged ? 'deployment' : undefined);
  if (kind === 'placeholders') return [];
  const defaults = appErrors(file['defaults'], '/defaults');
  return kind === 'category'
    ? defaults
    : [...defaults, ...entries(file['overrides'], '/overrides').flatMap(([app, place]) => appErrors(app, place))];
};
