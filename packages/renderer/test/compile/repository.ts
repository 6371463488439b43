import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { check } from '../../src/compile/check/check.ts';
import { checkCluster } from '../../src/compile/check/cluster.ts';
import { expand } from '../../src/compile/expand/expand.ts';
import { load } from '../../src/compile/load/load.ts';
import { mergeCategory, mergeCluster } from '../../src/compile/merge/merge.ts';
import { template } from '../../src/compile/template/evaluate-app.ts';
import { validate } from '../../src/compile/validate/validate.ts';
import type { MergedApp, MergedCluster } from '../../src/model/cluster.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import type { EvaluatedApp } from '../../src/model/names.ts';
import type { Sources, TextFile } from '../../src/model/source.ts';
import { positionOf } from '../../src/origin/position.ts';

export type Files = Record<string, string | Uint8Array | null>;

/** A whole small repository that has nothing wrong; tests lay their fault over it (`null` takes a file away). */
export const soundFiles: Record<string, string> = {
  'placeholders.yaml': `SECRET_DOMAIN: { description: Domain, type: fqdn, example: example.com, source: Secret/cluster-secrets }
HTTP_PORT: { description: Port, type: port, example: "8080", source: ConfigMap/cluster-settings }
`,
  'clusters/home.yaml': `name: home
description: A cluster
kubernetes: 1.36.0
timezone: Europe/Amsterdam
domain: "\${SECRET_DOMAIN}"
flux: { version: 2.9.0, bootstrap: operator, source: { kind: GitRepository, name: flux-system } }
tiers:
  - apps: { games: [romm] }
routing:
  kind: gateway
  default: internal
  entryPoints:
    internal: { host: "<% host %>.\${SECRET_DOMAIN}", gateway: network/internal, address: 10.0.0.21 }
    external: internal
storage: { class: block, classes: { block: ceph-block }, shared: { media: { nfs: { server: nas, path: /media } } } }
databases: { postgres: { by: cloudnative-pg, cluster: own } }
secrets: { externalSecrets: { store: ClusterSecretStore/onepassword } }
`,
  // Another cluster, so that every placeholder is in use.
  'clusters/shared.yaml': 'description: on port ${HTTP_PORT}\n',
  'apps/games/category.yaml': 'name: games\ndescription: Games\n',
  'apps/games/romm/app.yaml': `name: romm
description: Manager of ROM collections
workload:
  image: ghcr.io/rommapp/romm:5.2.0
  ports: { http: 8080 }
  probe: { path: /api/heartbeat }
route: { host: romm }
`,
};

/** Writes a repository into a folder of its own that goes away with the test. Returns the root. */
export const writeRepository = (files: Files, below = ''): string => {
  const folder = mkdtempSync(join(tmpdir(), 'keelson-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, '.git'));
  const root = join(folder, below);
  for (const [path, text] of Object.entries({ ...soundFiles, ...files })) {
    if (text === null) continue;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
};

export interface Front {
  sources: Sources;
  cluster: MergedCluster;
  merged: MergedApp[];
  apps: EvaluatedApp[];
  diagnostics: Diagnostic[];
  /** `file:line:column severity[code] message`, each once, in the order found. */
  lines: string[];
}

const isSound = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.every(({ severity }) => severity !== 'error');

/** load → validate → merge → template → check, as `compile` joins them. */
export const frontOf = async (root: string, name = 'home'): Promise<Front> => {
  const loaded = await load({ root, cluster: name });
  const valid = validate(loaded.items);
  const cluster = mergeCluster(valid.items);
  const diagnostics = [loaded, valid, cluster, checkCluster(cluster.items)].flatMap((stage) => stage.diagnostics);
  const merged: MergedApp[] = [];
  const apps: EvaluatedApp[] = [];
  for (const source of valid.items.categories) {
    const category = mergeCategory(source, valid.items, cluster.items);
    diagnostics.push(...category.diagnostics);
    merged.push(...category.items.apps);
  }
  for (const app of merged) {
    const evaluated = template(app, cluster.items);
    diagnostics.push(...evaluated.diagnostics);
    if (!isSound(evaluated.diagnostics)) continue;
    const checked = check(evaluated.items, cluster.items);
    diagnostics.push(...checked.diagnostics);
    apps.push(checked.items);
  }
  const lines = [...new Set(diagnostics.map((diagnostic) => printed(diagnostic, filesOf(loaded.items))))];
  return { sources: valid.items, cluster: cluster.items, merged, apps, diagnostics, lines };
};

/** The front half over the sound repository with some files replaced. */
export const frontOfFiles = (files: Files): Promise<Front> => frontOf(writeRepository(files));

/** The lines of the front half, and of `expand` for the apps that came so far. */
export const expandedLinesOf = async (files: Files): Promise<string[]> => {
  const { sources, cluster, apps, lines } = await frontOf(writeRepository(files));
  if (lines.some((line) => line.includes(' error['))) return lines;
  const found = apps.flatMap((app) => expand(app, cluster).diagnostics);
  return [...new Set([...lines, ...found.map((diagnostic) => printed(diagnostic, filesOf(sources)))])];
};

const filesOf = (sources: Sources): ReadonlyMap<string, TextFile> => {
  const files: TextFile[] = [sources.placeholders, ...sources.cluster];
  for (const { definition, apps } of sources.categories) {
    files.push(definition, ...apps.flatMap((app) => [app.definition, ...app.templates.values()]));
  }
  return new Map(files.map((file) => [file.path, file]));
};

const printed = (
  { place, origin, severity, code, message }: Diagnostic,
  files: ReadonlyMap<string, TextFile>,
): string => {
  const file = origin === undefined ? undefined : files.get(origin.file);
  const found = file && origin && { file: file.path, ...positionOf(file, origin.pointer, origin.offset, origin.key) };
  const at = place ?? found ?? { file: origin?.file ?? '?', line: 0, column: 0 };
  return `${at.file}:${at.line}:${at.column} ${severity}[${code}] ${message}`;
};

/** The sound app with text put behind it, or in place of a line of it. */
export const rommWith = (more: string, replace: Record<string, string> = {}): Files => {
  let text = soundFiles['apps/games/romm/app.yaml']!;
  for (const [from, to] of Object.entries(replace)) text = text.replace(from, () => to);
  return { 'apps/games/romm/app.yaml': text + more };
};

/** The sound cluster with text put behind it, or in place of a part of it. */
export const homeWith = (more: string, replace: Record<string, string> = {}): Files => {
  let text = soundFiles['clusters/home.yaml']!;
  for (const [from, to] of Object.entries(replace)) text = text.replace(from, () => to);
  return { 'clusters/home.yaml': text + more };
};
