import type { MergedCluster } from '../../../model/cluster.ts';
import type { Diagnostic } from '../../../model/diagnostic.ts';
import { documentedPlaceholder } from '../../../model/placeholder.ts';
import type { Maker } from './makers.ts';
import { placeOf } from './place.ts';
import type { TreeMention } from './uses.ts';

/**
 * FluxKustomizations that read placeholders from what they make themselves: Flux looks for the Secret before it applies anything, so
 * it never comes. Circles over several FluxKustomizations are `order`'s to report (`dependency-cycle`).
 */
export const waits = (
  mentions: readonly TreeMention[],
  makers: ReadonlyMap<string, readonly Maker[]>,
  cluster: MergedCluster,
): Diagnostic[] => {
  const said = new Set<string>();
  return mentions.flatMap(({ name, app, object, pointer, part }): Diagnostic[] => {
    const source = documentedPlaceholder(cluster.placeholders, name)?.source;
    if (source === undefined || source.kind === 'File') return [];
    const maker = (makers.get(`${source.kind}/${source.name}`) ?? []).find(
      (candidate) => candidate.namespace === 'flux-system' && candidate.part === part.name,
    );
    if (maker === undefined || said.has(`${part.name} ${name}`)) return [];
    said.add(`${part.name} ${name}`);
    return [
      {
        code: 'substitution-waits',
        severity: 'error',
        message: `\${${name}} is read from ${source.kind} ${source.name}, which FluxKustomization ${part.name} makes itself: it would wait for ever`,
        hint:
          maker.object === object
            ? 'Write the value out here, or take it from another source.'
            : `Make the ${source.kind} elsewhere: \`secrets.${source.name}: { substitute: true }\` puts it into a FluxKustomization of its own; values that are no secret belong into \`settings:\`.`,
        ...placeOf(app, object, pointer, `\${${name}`),
      },
    ];
  });
};
