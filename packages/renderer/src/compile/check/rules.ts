import type { MergedCluster } from '../../model/cluster.ts';
import { sectionText } from '../../model/cluster-needs.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { JsonObject, JsonPointer, JsonValue } from '../../model/json.ts';
import { isJsonObject, pointerOf } from '../../model/json.ts';
import { writtenInApp } from '../../model/layer.ts';
import type { EvaluatedApp } from '../../model/names.ts';
import { didYouMean } from '../../model/nearest.ts';
import { originOf } from './origin-of.ts';
import { secretKeysExist } from './secret-keys.ts';

/** One rule of FORMAT that a single app can break; its name is the rule. */
export type Rule = (app: EvaluatedApp, cluster: MergedCluster) => Diagnostic[];

const definitionOf = (app: EvaluatedApp): JsonObject => app.definition as unknown as JsonObject;
const mapOf = (value: JsonValue | undefined): JsonObject => (isJsonObject(value) ? value : {});
const isOn = (value: JsonValue | undefined): boolean => value !== undefined && value !== null && value !== false;
const textsOf = (value: JsonValue | undefined): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

const unfit = (app: EvaluatedApp, pointer: JsonPointer, message: string, hint: string): Diagnostic => ({
  code: 'trait-unfit',
  severity: 'error',
  message,
  hint,
  origin: { ...originOf(app, pointer), key: true },
});

interface NamedFile {
  pointer: JsonPointer;
  name: string;
  /** Folder of the app that it is looked for in. */
  folder: 'files' | 'templates';
}

const prefixed = (written: string, folder: 'files' | 'templates', pointer: JsonPointer): NamedFile => ({
  pointer,
  folder,
  name: written.startsWith(`${folder}/`) ? written.slice(folder.length + 1) : written,
});

/** Every file that the definition names, with the folder it has to be in. */
const namedFiles = (app: EvaluatedApp): NamedFile[] => {
  const definition = definitionOf(app);
  const listed = (value: JsonValue | undefined, folder: 'files' | 'templates', pointer: JsonPointer): NamedFile[] =>
    textsOf(value).map((name, index) => prefixed(name, folder, `${pointer}/${index}`));
  const storage = Object.entries(mapOf(definition['storage'])).flatMap(([name, entry]) => {
    const pointer = pointerOf(['storage', name]);
    const fields = mapOf(entry);
    return [
      ...listed(fields['files'], 'files', `${pointer}/files`),
      ...listed(fields['templates'], 'templates', `${pointer}/templates`),
    ];
  });
  const { metrics } = definition;
  const watched = (Array.isArray(metrics) ? metrics : [metrics]).flatMap((entry, index) => {
    const pointer = Array.isArray(metrics) ? `/metrics/${index}` : '/metrics';
    const fields = mapOf(entry);
    return ['rules', 'dashboards'].flatMap((key) => listed(fields[key], 'files', `${pointer}/${key}`));
  });
  return [...listed(definition['manifests'], 'templates', '/manifests'), ...storage, ...watched];
};

const leavesFolder = (name: string): boolean => name.startsWith('/') || name.split('/').includes('..');

const namedFilesExist: Rule = (app) =>
  namedFiles(app).flatMap(({ pointer, name, folder }): Diagnostic[] => {
    const known = [...(folder === 'files' ? app.files : app.templates).keys()];
    if (known.includes(name)) return [];
    const origin = originOf(app, pointer);
    const place = app.file.replace(/app\.yaml$/u, `${folder}/`);
    if (leavesFolder(name)) {
      const message = `${name} leaves the folder ${place}, expected a file in it`;
      return [{ code: 'path-outside', severity: 'error', message, hint: 'Put the file into that folder.', origin }];
    }
    const hint = didYouMean(name, known) ?? `Create ${place}${name}.`;
    return [{ code: 'file-missing', severity: 'error', message: `${place}${name} does not exist`, hint, origin }];
  });

const bodies = ['workload', 'helm', 'source'];
const makers = ['manifests', 'storage', 'secrets', 'database', 'cache', 'rbac', 'route', 'metrics'];

const somethingIsRendered: Rule = (app) => {
  const definition = definitionOf(app);
  if ([...bodies, ...makers].some((key) => isOn(definition[key]))) return [];
  return [
    {
      code: 'body-conflict',
      severity: 'error',
      message: 'found no body, no manifests and no trait that makes an object, expected something to render',
      hint: 'Add `workload`, `helm`, `source` or `manifests`.',
      origin: { file: app.file, pointer: '' },
    },
  ];
};

const atMostOneBody: Rule = (app) => {
  const found = bodies.filter((body) => isOn(definitionOf(app)[body]));
  if (found.length < 2) return [];
  const message = `found ${found.join(' and ')}, expected one main body`;
  const origin = { ...originOf(app, `/${found[1]}`), key: true };
  return [
    { code: 'body-conflict', severity: 'error', message, hint: 'Keep one; `manifests` may stand beside it.', origin },
  ];
};

const ownDatabase = (app: EvaluatedApp, cluster: MergedCluster): boolean => {
  const postgres = mapOf(definitionOf(app)['database'])['postgres'];
  const where = mapOf(postgres)['cluster'] ?? sectionText(cluster, 'databases', 'postgres', 'cluster');
  return isOn(postgres) && where !== 'shared';
};

const backupHasSomething: Rule = (app, cluster) => {
  const { backup, storage } = definitionOf(app);
  const claims = Object.values(mapOf(storage)).some((entry) => isOn(mapOf(entry)['size']));
  if (!isOn(backup) || claims || ownDatabase(app, cluster)) return [];
  const hint = 'Remove `backup`; shared volumes and empty folders are never backed up.';
  return [unfit(app, '/backup', 'found backup, but the app has no claim and no database of its own', hint)];
};

const isJob = (workload: JsonObject): boolean => ['job', 'cronjob'].includes(String(workload['kind']));

const monitorHasTarget: Rule = (app) => {
  const { monitor, route } = definitionOf(app);
  if (!isOn(monitor) || isOn(route) || Object.keys(app.names.services).length > 0) return [];
  const message = 'found monitor, but the app has no route and no service that could be asked';
  return [unfit(app, '/monitor', message, 'Remove `monitor`, or add `route` or `workload.ports`.')];
};

/** Traits that give a pod something: without a workload nothing takes it. */
const mountsNeedWorkload: Rule = (app) => {
  const { workload, storage } = definitionOf(app);
  if (isOn(workload)) return [];
  return Object.entries(mapOf(storage)).flatMap(([name, entry]) => {
    const pointer = pointerOf(['storage', name, 'mount']);
    if (mapOf(entry)['mount'] === undefined || !writtenInApp(app.origins, pointer)) return [];
    const message = `found mount in storage ${name}, but the app has no workload that could mount it`;
    return [unfit(app, pointer, message, "Remove `mount`, and name the claim in the chart's values.")];
  });
};

/** Keys of the short form that its kind has no place for. */
const keysFitKind: Rule = (app) => {
  const workload = mapOf(definitionOf(app)['workload']);
  if (workload['controllers'] !== undefined) return [];
  const kind = String(workload['kind'] ?? 'deployment');
  const wrong = [
    ...(kind === 'cronjob' ? [] : ['schedule']),
    ...(kind === 'job' ? [] : ['run']),
    ...(isJob(workload) ? ['replicas', 'strategy'] : []),
    ...(kind === 'daemonset' ? ['replicas'] : []),
  ].filter((key) => workload[key] !== undefined && writtenInApp(app.origins, `/workload/${key}`));
  return wrong.map((key) =>
    unfit(app, `/workload/${key}`, `found ${key} in a ${kind}, which has none`, 'Remove it, or change `kind`.'),
  );
};

/** In the order they are reported in. */
export const rules: readonly Rule[] = [
  atMostOneBody,
  somethingIsRendered,
  namedFilesExist,
  backupHasSomething,
  monitorHasTarget,
  mountsNeedWorkload,
  keysFitKind,
  secretKeysExist,
];
