import type { MergedApp } from './cluster.ts';
import type { JsonObject, JsonValue } from './json.ts';

export interface RouteNames {
  /** Full host name, placeholders kept: `romm.${SECRET_DOMAIN}`. */
  host: string;
  /** `https://<host>`. */
  url: string;
}

/**
 * The table of names that expressions of one app may read (FORMAT section 2), and the only source of derived names: traits and
 * bodies take claim, host and Secret names from here, so that what a definition prints is what is rendered. Own-property
 * lookups only. Absent need (no route, no database) → absent key.
 */
export interface AppNames {
  app: { name: string; namespace: string; category: string; description: string };
  vars: JsonObject;
  /** Port numbers by name, of every container of the app; a name that two containers give differently is left out. */
  ports: Record<string, number>;
  /** `route.host`, `route.url`, of a list those of the entry called as the app is, else of the first; `route.<name>.host` of a list. */
  route?: Record<string, string | RouteNames>;
  /**
   * Hosts by route entry (`''` for a single route) and entry point, where entry points publish under patterns of their own; absent:
   * `route.host` everywhere. Read by the trait only, not by expressions.
   */
  hosts?: Record<string, Record<string, string>>;
  /** `host` is the short name `<service>.<namespace>.svc`, `port` the first port's number. */
  services: Record<string, { name: string; host: string; port?: number }>;
  storage: Record<string, { name: string; claim?: string; path?: string }>;
  secrets: Record<string, { name: string }>;
  database?: { postgres?: { host: string; port: number; name: string; user: string; secret: string } };
  cache?: Record<string, { host: string; port: number; url: string }>;
  auth?: { oidc?: Record<string, string> };
  cluster: JsonObject;
  [name: string]: JsonValue | unknown;
}

/** A merged app whose expressions are evaluated: what `check` validates and `expand` renders. */
export interface EvaluatedApp extends MergedApp {
  /** The merged definition before evaluation: positions inside scalars are those of what was written. */
  written?: MergedApp['definition'];
  names: AppNames;
  /** Manifests of the body, rendered from `templates/` and parsed: one entry a document. */
  manifests: RenderedManifest[];
  /** `storage.<x>.templates`, rendered: key `<storage name>/<file>`. */
  renderedFiles: ReadonlyMap<string, string>;
}

export interface RenderedManifest {
  /** Path of the template the document came from. */
  file: string;
  document: JsonObject;
  /** Zero-based index among the documents of the file. */
  index: number;
  /** A file encrypted with SOPS: its text, which is passed on byte for byte. */
  encrypted?: string;
}

/** A marker that `resolve` replaces: `apps.<app>.<url|host|namespace>` is known only to the linker. */
export const appMarker = (app: string, name: string): string => `\u0001apps/${app}/${name}\u0001`;
export const appMarkerPattern = /\u0001apps\/([^/\u0001]+)\/([a-z]+)\u0001/gu;
