import type { MergedCluster } from '../../model/cluster.ts';
import type { Diagnostic, Staged } from '../../model/diagnostic.ts';
import { isJsonObject, type JsonObject, type JsonPointer, type JsonValue } from '../../model/json.ts';
import { asJson, hasMetadata, type KubernetesObject, objectName } from '../../model/kubernetes.ts';
import type { ExpectedObject, LaidOutTree, SerializedFile, TreeDocument } from '../../model/linked.ts';
import { documentedPlaceholder } from '../../model/placeholder.ts';
import { asClusterSees } from './cluster-view.ts';
import { findPlaceholders } from './placeholders.ts';

/**
 * Every object of the tree as the API server will get it. In order:
 * 1. what a FluxKustomization applies is substituted with the example values of the sources it reads;
 * 2. what the bootstrap FluxKustomization applies itself is never substituted: a placeholder there is an error;
 * 3. what could not be read after substitution is an error at its author's line.
 */
export const substituteTree = (
  files: readonly SerializedFile[],
  substitution: LaidOutTree['substitution'],
  cluster: MergedCluster,
): Staged<ExpectedObject[]> => {
  const strict = cluster.definition.flux?.strict !== false;
  const items: ExpectedObject[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const file of files) {
    const sources = (file.part === undefined ? undefined : substitution.get(file.part)) ?? [];
    for (const document of file.documents) {
      const mentions = document.literal ? [] : mentionsIn(asJson(document.object));
      if (file.part === undefined)
        diagnostics.push(...mentions.map((mention) => unsubstituted(mention, document, file.path)));
      const variables = variablesOf(mentions, sources, cluster);
      const view =
        document.encrypted !== undefined || !concernsFlux(asJson(document.object))
          ? { object: decrypted(document), changes: [] }
          : asClusterSees(asJson(document.object), withMarker(variables, sources), { strict });
      if ('problems' in view)
        diagnostics.push(...view.problems.map((problem) => unreadable(problem, document, file.path)));
      else {
        const changes = view.changes.length === 0 ? {} : { changes: view.changes };
        items.push({ document, path: file.path, object: view.object as unknown as KubernetesObject, ...changes });
      }
    }
  }
  return { items, diagnostics };
};

/** What Flux decrypts is applied without the key `sops`, which is no field of any kind. */
const decrypted = ({ object, encrypted }: TreeDocument): JsonObject => {
  if (encrypted === undefined) return asJson(object);
  const { sops: _sops, ...rest } = asJson(object);
  return rest;
};

interface Mention {
  name: string;
  pointer: JsonPointer;
}

const mentionsIn = (value: JsonValue | undefined, pointer: JsonPointer = ''): Mention[] => {
  if (typeof value === 'string')
    return value.includes('${') ? findPlaceholders(value).map(({ name }) => ({ name, pointer })) : [];
  if (Array.isArray(value)) return value.flatMap((item, index) => mentionsIn(item, `${pointer}/${index}`));
  if (!isJsonObject(value)) return [];
  const found: Mention[] = [];
  for (const key in value) {
    const at = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (key.includes('${')) found.push(...mentionsIn(key, at));
    const item = value[key];
    if (typeof item === 'object' || typeof item === 'string') found.push(...mentionsIn(item, at));
  }
  return found;
};

/** Whether substitution can do anything to a value: `$$` is halved also without a placeholder, and `${x[@]}` is a fault. */
const concernsFlux = (value: JsonValue | undefined): boolean => {
  if (typeof value === 'string') return value.includes('$$') || value.includes('${');
  if (Array.isArray(value)) return value.some(concernsFlux);
  return isJsonObject(value) && Object.entries(value).some(([key, item]) => concernsFlux(key) || concernsFlux(item));
};

/** Example values of what is mentioned and documented to come from one of the part's sources. */
const variablesOf = (
  mentions: readonly Mention[],
  sources: readonly { kind: string; name: string }[],
  cluster: MergedCluster,
): Record<string, string> =>
  Object.fromEntries(
    mentions.flatMap(({ name }) => {
      const row = documentedPlaceholder(cluster.placeholders, name);
      const isProvided = sources.some(
        ({ kind, name: source }) => kind === row?.source.kind && source === row.source.name,
      );
      return row !== undefined && isProvided ? [[name, row.example] as const] : [];
    }),
  );

/** A source that is read gives at least one variable, so Flux substitutes every object of the part. */
const withMarker = (variables: Record<string, string>, sources: readonly unknown[]): Record<string, string> =>
  sources.length === 0 || Object.keys(variables).length > 0 ? variables : { KEELSON_SOURCE_IS_READ: '' };

const nameOf = ({ object }: TreeDocument): string => (hasMetadata(object) ? objectName(object) : object.kind);

const unsubstituted = ({ name, pointer }: Mention, document: TreeDocument, path: string): Diagnostic => ({
  code: 'placeholder-unsubstituted',
  severity: 'error',
  message: `\${${name}} stands in ${nameOf(document)}, which Flux applies without substituting anything`,
  hint: 'Write the value out: what the bootstrap FluxKustomization applies itself (FluxKustomizations, namespaces, settings) has no placeholders.',
  origin: document.origin ?? { file: document.file, pointer: document.pointer },
  rendered: { object: nameOf(document), pointer, file: path },
});

const unreadable = (
  { pointer, message }: { pointer: JsonPointer; message: string },
  document: TreeDocument,
  path: string,
): Diagnostic => ({
  code: 'substitution-breaks',
  severity: 'error',
  message: `${nameOf(document)} cannot be applied once its placeholders are filled in: ${message}`,
  hint: 'Mend the placeholder or its example in placeholders.yaml; `$${NAME}` writes a literal ${NAME}.',
  origin: document.origin ?? { file: document.file, pointer: document.pointer },
  rendered: { object: nameOf(document), pointer, file: path },
});
