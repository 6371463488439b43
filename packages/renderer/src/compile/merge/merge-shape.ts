/**
 * Where merging depends on what a key means (FORMAT section 1, "Merging"): the app definition as a tree of rules. A node
 * without a rule merges as any map does.
 */
export interface MergeShape {
  /** Keys are somebody else's: `false` and `null` are values of theirs. */
  freeForm?: boolean;
  /** `false` removes the entry or switches the trait off. */
  removable?: boolean;
  /** On, or settings: `true` over a map keeps the map. */
  switch?: boolean;
  /** One value: a later layer replaces it whole. */
  whole?: boolean;
  /** May be a list of entries: a map of another layer is laid over each of them. */
  listForm?: boolean;
  /** With nothing left in it, it is off. */
  emptyIsOff?: boolean;
  /** Keys of which there can be one only; when a later layer takes another, only `keep` of the rest stays. */
  choices?: readonly { keys: readonly string[]; keep?: readonly string[] }[];
  keys?: Readonly<Record<string, MergeShape>>;
  /** Of every key that `keys` does not list. */
  each?: MergeShape;
}

const freeForm: MergeShape = { freeForm: true };
const entry: MergeShape = { removable: true };
const environment: MergeShape = { each: { whole: true } };
const withEnvironment = { keys: { env: environment } };
const trait: MergeShape = { removable: true, switch: true, ...withEnvironment };

const oneProbe = ['path', 'tcp', 'exec', 'grpc'];
const probeOrProbes = { choices: [{ keys: ['probe', 'probes'] }] };

const containerKeys: Readonly<Record<string, MergeShape>> = {
  env: environment,
  container: freeForm,
  ports: { each: entry },
  probe: { choices: [{ keys: [...oneProbe, 'none'], keep: [] }] },
  probes: { each: { removable: true, choices: [{ keys: oneProbe }] } },
};
const container: MergeShape = { removable: true, ...probeOrProbes, keys: containerKeys };
const controllerKeys: Readonly<Record<string, MergeShape>> = { ...containerKeys, pod: freeForm, controller: freeForm };
const controller: MergeShape = {
  removable: true,
  ...probeOrProbes,
  keys: { ...controllerKeys, containers: { each: container }, init: { each: container } },
};

const storageKinds = [
  'size',
  'shared',
  'empty',
  'memory',
  'claim',
  'hostPath',
  'secret',
  'configMap',
  'volume',
  'files',
  'templates',
  'collect',
];
const storageEntry: MergeShape = {
  removable: true,
  choices: [{ keys: storageKinds, keep: ['mount'] }],
  keys: { volume: freeForm, backup: { switch: true }, replicate: { switch: true }, static: { switch: true } },
};
const store: MergeShape = { removable: true, switch: true, keys: { env: environment, spec: freeForm } };
const stores: MergeShape = { removable: true, emptyIsOff: true, keys: { env: environment }, each: store };

/** Rules of an app definition, and of `defaults` and `overrides`, which are app-shaped. */
export const appShape: MergeShape = {
  keys: {
    vars: freeForm,
    workload: {
      ...probeOrProbes,
      keys: {
        ...controllerKeys,
        controllers: { each: controller },
        // `services.app: false` is kept: it says that the Service that is always there is not.
        services: {
          keys: { app: { keys: { service: freeForm } } },
          each: { removable: true, keys: { service: freeForm } },
        },
      },
    },
    helm: { keys: { values: freeForm, release: freeForm } },
    source: { choices: [{ keys: ['git', 'oci'] }] },
    route: { ...trait, listForm: true },
    auth: {
      removable: true,
      emptyIsOff: true,
      keys: { env: environment, oidc: { removable: true, ...withEnvironment } },
    },
    storage: { removable: true, emptyIsOff: true, each: storageEntry },
    secrets: { removable: true, emptyIsOff: true, each: entry },
    database: stores,
    cache: { ...stores, choices: [{ keys: ['valkey', 'redis'] }] },
    monitor: trait,
    metrics: { ...trait, listForm: true },
    tile: { ...trait, keys: { env: environment, widget: freeForm } },
    backup: trait,
    rbac: { removable: true, ...withEnvironment },
    network: { removable: true, ...withEnvironment },
    devices: { removable: true, emptyIsOff: true, each: entry },
    provides: entry,
  },
};

/** Rules of a category file. */
export const categoryShape: MergeShape = {
  keys: {
    defaults: { whole: false },
    namespaces: { each: entry },
    quota: entry,
    limits: entry,
    network: entry,
  },
};

/** Rules of a cluster file: what is app-shaped keeps its `null` and `false` for the apps they are laid over. */
export const clusterShape: MergeShape = {
  choices: [{ keys: ['flux', 'argocd'] }, { keys: ['talos', 'k3s'] }],
  keys: {
    defaults: freeForm,
    overrides: freeForm,
    secrets: { choices: [{ keys: ['externalSecrets', 'sops', 'existing'] }] },
  },
};

/** The rules of a key below a node. */
export const shapeAt = (shape: MergeShape | undefined, key: string): MergeShape | undefined => {
  if (shape === undefined || shape.freeForm === true) return shape;
  if (shape.keys !== undefined && Object.hasOwn(shape.keys, key)) return shape.keys[key];
  return shape.each;
};
