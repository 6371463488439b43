import type { MergedCluster } from '../../../model/cluster.ts';
import type { CompiledCategory } from '../../../model/compiled.ts';
import type { Diagnostic } from '../../../model/diagnostic.ts';
import { isJsonObject, pointerOf } from '../../../model/json.ts';
import { asJson, objectName } from '../../../model/kubernetes.ts';
import { originAt } from '../../../model/layer.ts';
import { documentedPlaceholder } from '../../../model/placeholder.ts';
import type { AppSource, Sources } from '../../../model/source.ts';
import { isLiteralSecret } from './exempt.ts';
import { type LiteralSecret, literalsIn } from './literals.ts';
import { tokensIn } from './scanner.ts';

/*
 * Secrets that would be committed: of the files of the cluster, and of the categories and apps that it runs.
 *  1. Tokens, private keys and credentials in URLs, in any text: definitions, templates, carried files.
 *  2. Variables whose name says secret and whose value is written out; settings alike.
 *  3. Plain Secrets, in values and in manifests.
 *  4. `policy.literals` lets through what is none, by `category/app/name` and with a reason; an entry that allows nothing is said.
 * Not a stage of its own category: which entries are used is known over all of them. The scanner is loaded when a text asks for it.
 */

interface Found {
  /** `games/romm/ADMIN_PASSWORD`: what allows it. */
  key: string;
  diagnostic: Diagnostic;
}

/** What is found wrong, in the order of files. */
export const findSecrets = async (
  sources: Sources,
  categories: readonly CompiledCategory[],
  cluster: MergedCluster,
): Promise<Diagnostic[]> => {
  const found = [
    ...literals(sources, cluster),
    ...inManifests(categories),
    ...unencrypted(sources, cluster),
    ...(await tokens(sources, cluster)),
  ];
  const allowed = cluster.definition.policy?.literals ?? {};
  const used = new Set(found.map(({ key }) => key));
  return [
    ...found.filter(({ key }) => !Object.hasOwn(allowed, key)).map(({ diagnostic }) => diagnostic),
    ...Object.keys(allowed)
      .filter((key) => !used.has(key))
      .map((key) => unusedLiteral(key, cluster)),
  ];
};

const runningApps = (sources: Sources, cluster: MergedCluster): { id: string; app: AppSource }[] =>
  sources.categories.flatMap(({ name, apps }) =>
    apps.map((app) => ({ id: `${name}/${app.folder}`, app })).filter(({ id }) => cluster.selected.has(id)),
  );

const literals = (sources: Sources, cluster: MergedCluster): Found[] => [
  ...sources.cluster.flatMap(({ path, data }) => [
    ...literalsIn(data).map((literal) => ofLiteral('cluster', path, literal)),
    ...settingsIn(data, cluster).map((literal) => ofLiteral('cluster', path, literal)),
  ]),
  ...sources.categories.flatMap(({ name, definition }) =>
    literalsIn(definition.data).map((literal) => ofLiteral(name, definition.path, literal)),
  ),
  ...runningApps(sources, cluster).flatMap(({ id, app }) =>
    literalsIn(app.definition.data).map((literal) => ofLiteral(id, app.definition.path, literal)),
  ),
];

/** A setting that is documented as read from a Secret, or not at all, is said by `validate` and `merge`. */
const settingsIn = (data: unknown, { placeholders }: MergedCluster): LiteralSecret[] => {
  const settings = isJsonObject(data) ? data['settings'] : undefined;
  return Object.entries(isJsonObject(settings) ? settings : {}).flatMap(([name, value]): LiteralSecret[] =>
    typeof value === 'string' &&
    documentedPlaceholder(placeholders, name)?.source.kind === 'ConfigMap' &&
    isLiteralSecret(name, value)
      ? [{ code: 'secret-literal', name, pointer: pointerOf(['settings', name]), value }]
      : [],
  );
};

/** Objects that an app wrote as text templates; what was written in app.yaml is found there. */
const inManifests = (categories: readonly CompiledCategory[]): Found[] =>
  categories.flatMap(({ apps }) =>
    apps.flatMap((app) =>
      app.objects
        .filter(({ file }) => file !== app.file)
        .flatMap(({ object, file }) =>
          literalsIn(asJson(object)).map((literal) => {
            const { key, diagnostic } = ofLiteral(app.id, file, { ...literal, pointer: '' });
            const mention = literal.value.split('\n')[0]!;
            const rendered = { object: objectName(object), pointer: literal.pointer, mention };
            return { key, diagnostic: { ...diagnostic, rendered } };
          }),
        ),
    ),
  );

const ofLiteral = (owner: string, file: string, { code, name, pointer }: LiteralSecret): Found => {
  const key = `${owner}/${name}`;
  const message =
    code === 'plain-secret'
      ? `a Secret holds ${name} in plain text, expected a reference or a placeholder`
      : `${name} says that it is a secret and has its value written out, expected a reference to a Secret`;
  const cure =
    code === 'plain-secret'
      ? 'Use the trait `secrets`, or `${NAME}` from a Secret of flux-system.'
      : `Write { secret: <name>, key: ${name} }, or \${NAME} from a Secret of flux-system.`;
  return {
    key,
    diagnostic: { code, severity: 'error', message, hint: withAllow(cure, key), origin: { file, pointer } },
  };
};

const withAllow = (cure: string, key: string): string =>
  `${cure} If it is no secret, say why: policy: { literals: { ${key}: <reason> } } in the cluster file.`;

/** A name that promises encryption, over a text that has none. */
const unencrypted = (sources: Sources, cluster: MergedCluster): Found[] =>
  runningApps(sources, cluster).flatMap(({ id, app }) =>
    [...app.templates.values(), ...app.files.values()]
      .filter(({ path, text = '' }) => /\.sops\.[a-z]+$/u.test(path) && !/^"?sops"?\s*:|"sops"\s*:/mu.test(text))
      .map(
        ({ path }): Found => ({
          key: `${id}/${path.slice(path.lastIndexOf('/') + 1)}`,
          diagnostic: {
            code: 'sops-unencrypted',
            severity: 'error',
            message: `${path} is not encrypted, expected what \`sops --encrypt\` writes`,
            hint: 'Encrypt it in place: sops --encrypt --in-place <file>. What was committed in plain text has to be replaced.',
            place: { file: path, line: 1, column: 1 },
          },
        }),
      ),
  );

const tokens = async (sources: Sources, cluster: MergedCluster): Promise<Found[]> => {
  const texts = [
    ...[sources.placeholders, ...sources.cluster].map(({ path, text }) => ({ owner: 'cluster', path, text })),
    ...sources.categories.map(({ name, definition: { path, text } }) => ({ owner: name, path, text })),
    ...runningApps(sources, cluster).flatMap(({ id, app }) =>
      [app.definition, ...app.templates.values(), ...app.files.values()].map(({ path, text = '' }) => ({
        owner: id,
        path,
        text,
      })),
    ),
  ];
  const found: Found[] = [];
  for (const { owner, path, text } of texts)
    for (const { rule, what, start } of await tokensIn(path, text)) {
      const key = `${owner}/${rule}`;
      found.push({
        key,
        diagnostic: {
          code: 'token-in-text',
          severity: 'error',
          message: `${what} stands in plain text`,
          hint: withAllow('Replace it: it counts as known once it was committed. Then read it from a Secret.', key),
          place: { file: path, ...placeIn(text, start) },
        },
      });
    }
  return found;
};

const placeIn = (text: string, offset: number): { line: number; column: number } => {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
};

const unusedLiteral = (key: string, cluster: MergedCluster): Diagnostic => {
  const pointer = pointerOf(['policy', 'literals', key]);
  const written = originAt(cluster.origins, pointer);
  return {
    code: 'unused-literal',
    severity: 'warning',
    message: `policy.literals allows ${key}, and nothing of that name is found`,
    hint: 'Remove the line.',
    origin:
      written?.file === undefined ? { file: cluster.file, pointer } : { file: written.file, pointer: written.pointer },
  };
};
