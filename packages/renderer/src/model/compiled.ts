import type { AppId } from './cluster.ts';
import type { Diagnostic, Origin } from './diagnostic.ts';
import type { JsonObject, JsonPointer } from './json.ts';
import type { KubernetesObject } from './kubernetes.ts';

/**
 * One rendered object before linking. Strings keep the author's notation: `${X}` is a placeholder, `$${X}` the literal text
 * `${X}`, every other `$` itself. With `literal` the strings are final as they stand (content of `files/`).
 */
export interface CompiledObject {
  object: KubernetesObject;
  /** The trait or body of app.yaml it came from: `/route`, `/workload`, `/manifests/0`. */
  pointer: JsonPointer;
  /** The file that the header of the rendered file names: app.yaml, or the template it was written in. */
  file: string;
  /** Content of `files/`, byte for byte: the object is marked `substitute: disabled` and its `$` are not touched. */
  literal?: boolean;
  /** A file encrypted with SOPS: it becomes a file of its own, byte for byte, and its FluxKustomization decrypts. */
  encrypted?: { fileName: string; text: string };
  /** The Secret this makes is read by `substituteFrom` (secrets.x.substitute): it stands in flux-system, in part `-secrets`. */
  forSubstitution?: boolean;
  /** Observes or publishes the app (route, ServiceMonitor, dashboard): moves to part `-observe` where the app lies below the provider. */
  observes?: boolean;
  /** `resolve` writes what every app's trait said into `data[key]` of this ConfigMap. */
  collect?: { trait: 'monitor' | 'tile'; as: string; key: string };
  /**
   * An ExternalSecret of a collector of tiles: `resolve` writes one `spec.data` item for each of every app's `tile.secrets` that
   * says where it is read (`{ secretKey: variable, remoteRef: { key: item, property } }`), and drops the object when there is none.
   */
  collectSecrets?: boolean;
  /** Several apps state it alike (a shared claim of a namespace): an app's own `labels` stay off it, and the linker keeps one. */
  shared?: boolean;
  /** Nodes that are dropped when no enabled app provides the reference (`optional: true`); `requires` is `Kind/namespace/name`. */
  optional?: { pointer: JsonPointer; requires: string }[];
  /** References that are not visible in the object itself (tables read the rest from the object). */
  requires?: { reference: string; pointer: JsonPointer }[];
  /** Origin that is narrower than `file` + `pointer`, where the maker knows it. */
  origin?: Origin;
}

/** `provides:` as written, lists by word (FORMAT: the closed list), `loadBalancer` a single word. */
export type Provides = Partial<
  Record<
    | 'crds'
    | 'webhooks'
    | 'storageClasses'
    | 'snapshotClasses'
    | 'ingressClasses'
    | 'gateways'
    | 'stores'
    | 'issuers'
    | 'services'
    | 'secrets'
    | 'configMaps'
    | 'apis',
    string[]
  >
> & { loadBalancer?: string };

export interface WrittenDependency {
  app: string;
  reason?: string;
  strict?: boolean;
  pointer: JsonPointer;
}

/** Flux healthCheckExprs of one kind (CEL), as written in `health:` or from the table of kinds with conditions. */
export interface HealthExpression {
  apiVersion: string;
  kind: string;
  name?: string;
  current: string;
  failed?: string;
  inProgress?: string;
}

/** `monitor:` of one app, ready for a collector. */
export interface MonitorFact {
  name: string;
  group: string;
  /** `https://romm.${SECRET_DOMAIN}/` or the in-cluster Service when the app has no route. */
  url: string;
  interval: string;
}

/** `tile:` of one app, ready for a collector. `widget` is Homepage's, its secret fields replaced by `{{HOMEPAGE_VAR_…}}`. */
export interface TileFact {
  name: string;
  group: string;
  description: string;
  icon?: string;
  href?: string;
  namespace: string;
  widget?: JsonObject;
  /** Keys the widget needs: environment variable of the collector → Secret reference in the app's namespace. */
  secrets: { variable: string; secret: string; key: string; namespace: string; item?: string; property?: string }[];
}

export interface RouteFact {
  name: string;
  host: string;
  url: string;
}

/** An upstream folder (`source:`): the GitRepository or OCIRepository stands in ks.yaml beside its FluxKustomization. */
export interface CompiledSource {
  object: KubernetesObject;
  path: string;
}

/** One app (or one section of the cluster file) after compile. */
export interface CompiledApp {
  id: AppId;
  name: string;
  category: string;
  /** True for what a section of the cluster file makes: part `cluster-<name>`, folder `flux/cluster/<name>`. */
  section?: boolean;
  description: string;
  namespace: string;
  area: string;
  tier: number;
  /** The definition's path; the origin of everything that has no narrower one. */
  file: string;
  bootstrap: boolean;
  body: 'workload' | 'helm' | 'source' | 'none';
  objects: CompiledObject[];
  source?: CompiledSource;
  provides: Provides;
  dependsOn: WrittenDependency[];
  /** `Kind/name` or `Kind/namespace/name` → reason; `pointer` is of the definition. */
  external: { reference: string; reason: string; pointer: JsonPointer }[];
  health: HealthExpression[];
  routes: RouteFact[];
  monitor?: MonitorFact;
  tile?: TileFact;
  /** `security.reason` and the like that `podSecurity: auto` needs. */
  podSecurityReason?: string;
}

/** A namespace a category declares. `auto`: the linker writes the level its rendered workloads need. */
export interface CompiledNamespace {
  name: string;
  area: string;
  file: string;
  pointer: JsonPointer;
  external: boolean;
  podSecurity: 'auto' | 'restricted' | 'baseline' | 'privileged';
  /** Said in the file, not by default: `auto` writes nothing for namespaces where charts run. */
  podSecurityWritten: boolean;
  labels: Record<string, string>;
}

/** The object file `apps/<category>/.keelson/<cluster>.json`. */
export interface CompiledCategory {
  version: 1;
  cluster: string;
  category: string;
  file: string;
  /** SHA-256 over everything this category's compile read. */
  inputHash: string;
  namespaces: CompiledNamespace[];
  apps: CompiledApp[];
  diagnostics: Diagnostic[];
}
