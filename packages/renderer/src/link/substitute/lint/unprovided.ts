import type { MergedCluster } from '../../../model/cluster.ts';
import type { Diagnostic } from '../../../model/diagnostic.ts';
import { nearest } from '../../../model/nearest.ts';
import { documentedPlaceholder, type Placeholder } from '../../../model/placeholder.ts';
import type { Maker } from './makers.ts';
import { placeOf } from './place.ts';
import type { TreeMention } from './uses.ts';

const fluxNamespace = 'flux-system';

interface Lack {
  message: string;
  hint: string;
}

/**
 * Placeholders that are used and that nothing on this cluster gives a value: the source is not there, or it lacks the key. Each is
 * said once, at its first use. `isKnown` holds for a source that is asserted, or listed as made by hand.
 */
export const unprovided = (
  mentions: readonly TreeMention[],
  makers: ReadonlyMap<string, readonly Maker[]>,
  isKnown: (source: string) => boolean,
  cluster: MergedCluster,
): Diagnostic[] => {
  const lacking = new Map<string, { first: TreeMention; apps: Set<string>; lack: Lack }>();
  for (const mention of mentions) {
    const row = documentedPlaceholder(cluster.placeholders, mention.name);
    if (row === undefined) continue;
    const known = lacking.get(mention.name);
    if (known !== undefined) {
      known.apps.add(mention.app.id);
      continue;
    }
    const lack = lackOf(mention, row, makers, isKnown);
    if (lack !== undefined) lacking.set(mention.name, { first: mention, apps: new Set([mention.app.id]), lack });
  }
  return [...lacking].map(([name, { first, apps, lack }]): Diagnostic => {
    const others = apps.size > 1 ? ` (used by ${apps.size} apps)` : '';
    return {
      code: 'placeholder-unprovided',
      severity: 'error',
      message: `\${${name}} has no value on this cluster: ${lack.message}${others}`,
      hint: lack.hint,
      ...placeOf(first.app, first.object, first.pointer, `\${${name}`),
    };
  });
};

const lackOf = (
  { name, hasDefault, part }: TreeMention,
  { source }: Placeholder,
  makers: ReadonlyMap<string, readonly Maker[]>,
  isKnown: (source: string) => boolean,
): Lack | undefined => {
  if (source.kind === 'File')
    return {
      message: `it is documented to be read from the file ${source.name}, which Flux never sees`,
      hint: 'Document it with a Secret or ConfigMap of flux-system as its source, or write the value out.',
    };
  const key = `${source.kind}/${source.name}`;
  const all = makers.get(key) ?? [];
  const maker = all.find(({ namespace }) => namespace === fluxNamespace);
  // A default stands in for a key; for a source only where Flux does not wait for it (`optional`).
  if (maker !== undefined)
    return !hasDefault && maker.keys?.has(name) === false ? lackingKey(name, source, maker) : undefined;
  if (isKnown(`${source.kind}/${fluxNamespace}/${source.name}`)) return undefined;
  const isOptional = part.substituteFrom.some(
    ({ kind, name: read, optional }) => kind === source.kind && read === source.name && optional === true,
  );
  if (hasDefault && isOptional) return undefined;
  return all[0] === undefined ? unmade(source, name, makers) : elsewhere(source, all[0]);
};

const lackingKey = (name: string, source: Placeholder['source'], { app, keys }: Maker): Lack => {
  const isSettings = source.kind === 'ConfigMap' && source.name === 'cluster-settings';
  const near = nearest(name, [...(keys ?? [])]);
  const guess = near === undefined ? '' : `Did you mean ${near}? Else `;
  return isSettings
    ? {
        message: '`settings:` of the cluster file does not give it',
        hint: `${guess}add ${name} to \`settings:\`, or switch off what uses it.`.replace(/^add/u, 'Add'),
      }
    : {
        message: `${source.kind} ${source.name}, made by ${app.id}, does not have the key`,
        hint: `${guess}add ${name} to its keys, or correct \`source\` in placeholders.yaml.`.replace(/^add/u, 'Add'),
      };
};

const elsewhere = (source: Placeholder['source'], { app, namespace }: Maker): Lack => ({
  message: `Flux reads ${source.kind} ${source.name} of namespace ${fluxNamespace} only, and ${app.id} makes it in ${namespace}`,
  hint:
    source.kind === 'Secret'
      ? `Add \`substitute: true\` to \`secrets.${source.name}\` of ${app.file}: it is then made in ${fluxNamespace}.`
      : `Move the value to \`settings:\` of the cluster file, or make the ConfigMap in ${fluxNamespace}.`,
});

const unmade = (source: Placeholder['source'], name: string, makers: ReadonlyMap<string, readonly Maker[]>): Lack => {
  const key = `${source.kind}/${source.name}`;
  const near = nearest(
    key,
    [...makers].filter(([, all]) => all.some(({ namespace }) => namespace === fluxNamespace)).map(([made]) => made),
  );
  const guess = near === undefined ? '' : `Did you mean source ${near}? Else `;
  const cure =
    source.kind === 'ConfigMap' && source.name === 'cluster-settings'
      ? `add ${name} to \`settings:\` of the cluster file.`
      : source.kind === 'Secret'
        ? `list ${source.name} under \`secrets.placeholders\` of the cluster file, make it with \`secrets.${source.name}: { keys, substitute: true }\` in an app, or list ${source.kind}/${fluxNamespace}/${source.name} under \`external:\`.`
        : `correct \`source\` in placeholders.yaml, or list ${source.kind}/${fluxNamespace}/${source.name} under \`external:\`.`;
  const hint = guess + cure;
  return {
    message: `nothing makes ${key} in namespace ${fluxNamespace}`,
    hint: hint[0]!.toUpperCase() + hint.slice(1),
  };
};
