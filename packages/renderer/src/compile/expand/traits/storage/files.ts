import type { Diagnostic } from '../../../../model/diagnostic.ts';
import { pointerOf } from '../../../../model/json.ts';
import type { KubernetesObject } from '../../../../model/kubernetes.ts';
import type { CarriedFile } from '../../../../model/source.ts';
import { choices, finding, type Written } from '../../finding.ts';
import { made, metadataOf, neverSubstituted, watched } from '../../made.ts';
import { textsOf } from '../../written.ts';
import { isReadByChart } from '../secrets.ts';
import type { StorageEntry, StorageKind } from '../storage.ts';
import { baseName } from './paths.ts';

/** `files`: a ConfigMap of files of the app's folder `files`, byte for byte. */
export const files: StorageKind = (entry) => {
  const { app, name } = entry;
  const found = textsOf(entry.entry['files']).map((written, index) =>
    carriedFile(app, written, pointerOf(['storage', name, 'files', index])),
  );
  const carried = found.flatMap(({ file }) => file ?? []);
  const data = Object.fromEntries(carried.flatMap(({ key, text }) => (text === undefined ? [] : [[key, text]])));
  const binaryData = Object.fromEntries(
    carried.flatMap(({ key, base64 }) => (base64 === undefined ? [] : [[key, base64]])),
  );
  const object: KubernetesObject = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: metadataOf(configMapName(entry), app.namespace, {
      annotations: neverSubstituted,
      labels: labelsOf(entry),
    }),
    ...(Object.keys(data).length === 0 ? {} : { data }),
    ...(Object.keys(binaryData).length === 0 ? {} : { binaryData }),
  };
  return {
    objects: [made(app, entry.pointer, object, { literal: true })],
    source: { configMap: { name: configMapName(entry) } },
    fileNames: carried.map(({ key }) => key),
    diagnostics: found.flatMap(({ diagnostics }) => diagnostics),
  };
};

/** `templates`: a ConfigMap of rendered files; their placeholders are substituted like any other. */
export const templates: StorageKind = (entry) => {
  const { app, name } = entry;
  const written = textsOf(entry.entry['templates']);
  const data = Object.fromEntries(
    written.flatMap((file) => {
      const text = app.renderedFiles.get(`${name}/${file}`);
      return text === undefined ? [] : [[baseName(file), text]];
    }),
  );
  const object: KubernetesObject = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: metadataOf(configMapName(entry), app.namespace, { labels: labelsOf(entry) }),
    data,
  };
  return {
    objects: [made(app, entry.pointer, object)],
    source: { configMap: { name: configMapName(entry) } },
    fileNames: Object.keys(data),
  };
};

const labelsOf = (entry: StorageEntry): Record<string, string> =>
  isReadByChart(entry.app, 'ConfigMap', configMapName(entry)) ? watched : {};

/** Name of the ConfigMap an entry makes: `<app>-<entry>`. */
export const configMapName = ({ app, name }: StorageEntry): string =>
  app.names.storage[name]?.name ?? `${app.name}-${name}`;

interface CarriedApp extends Written {
  files: ReadonlyMap<string, CarriedFile>;
}

/** A file of the app's folder `files`, written with or without that folder in front, or `file-missing`. */
export const carriedFile = (
  app: CarriedApp,
  written: string,
  pointer: string,
): { file?: CarriedFile & { key: string }; diagnostics: Diagnostic[] } => {
  const path = written.replace(/^(?:\.\/)?files\//u, '');
  const file = app.files.get(path);
  if (file !== undefined) return { file: { ...file, key: baseName(path) }, diagnostics: [] };
  const hint = choices(path, [...app.files.keys()]);
  const message = `file files/${path} is not in the app's folder`;
  return { diagnostics: [finding(app, { code: 'file-missing', pointer, message, hint })] };
};
