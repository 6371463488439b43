import { beforeAll, describe, expect, it } from 'vitest';
import type { CompiledObject } from '../../packages/renderer/src/model/compiled.ts';
import type { Diagnostic } from '../../packages/renderer/src/model/diagnostic.ts';
import { objectName } from '../../packages/renderer/src/model/kubernetes.ts';
import type { Reference } from '../../packages/renderer/src/model/linked.ts';
import { textsOf } from '../../packages/renderer/src/place.ts';
import { type Mutation, mutated, mutations } from './mutate.ts';
import { type LinkedPlatform, linked, type Platform, referencePlatform } from './platform.ts';

/** Proved references whose absence the tree does not tell, and why. A row that is not needed fails. */
const untold: Record<string, string> = {
  'HTTPRoute/observability/grafana needs Service/observability/grafana-service':
    'a route to a Service that the app’s own chart might make: soft, as the table of requirements says',
  'HelmRelease/productivity/mealie needs Service/database/postgres-rw':
    'an address in env, into a namespace where a chart runs: soft, as DESIGN section 6 says',
};

const inWords = ({ from, to }: Reference): string => `${objectName(from.object.object)} needs ${to}`;

/** `optional: true` of the format: without a provider the entry is not rendered. */
const isDroppedWithout = ({ optional = [] }: CompiledObject, to: string): boolean =>
  optional.some(({ requires }) => requires === to);

/** Grade → how many references of the tree have it. */
const countsOf = (references: readonly Reference[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { grade, soft } of references) {
    const key = soft === true ? `${grade} (soft)` : grade;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
};

describe('every object of the reference platform that another refers to', () => {
  let platform: Platform;
  let sound: LinkedPlatform;
  let proved: Reference[];

  beforeAll(async () => {
    platform = await referencePlatform();
    sound = linked(platform);
    proved = sound.resolved.references.filter(
      ({ grade, provider, from, to }) =>
        grade === 'proved' && provider?.object !== from.object && !isDroppedWithout(from.object, to),
    );
    console.log('references of the reference platform:', countsOf(sound.resolved.references));
  });

  /**
   * Errors and warnings that speak of the reference, at a file that a person wrote: the one of the object that refers. A source of
   * placeholders is missed once a placeholder, not once an object.
   */
  const said = ({ from, to, substitutes }: Reference, diagnostics: readonly Diagnostic[]): Diagnostic[] => {
    const texts = textsOf(platform.sources);
    const [kind, ...path] = to.split('/');
    const name = kind === 'App' ? `apps.${path[0]}.` : path.at(-1)!;
    const files = [from.object.file, sound.resolved.apps.find(({ id }) => id === from.app)!.file];
    return diagnostics.filter(
      ({ severity, message, origin, rendered }) =>
        severity !== 'note' &&
        message.includes(name) &&
        origin !== undefined &&
        texts.has(origin.file) &&
        (substitutes !== undefined ||
          message.startsWith(`${objectName(from.object.object)} `) ||
          (rendered === undefined && files.includes(origin.file))),
    );
  };

  it('is sound as it stands, with many references', () => {
    expect(sound.diagnostics).toEqual([]);
    expect(proved.length).toBeGreaterThan(150);
  });

  it.each(mutations)('is missed when it is %s', (mutation: Mutation) => {
    const byMutant = new Map<string, Diagnostic[]>();
    const missed = proved.filter((reference) => {
      const key = reference.to.startsWith('App/')
        ? reference.to
        : `${reference.provider!.app} ${objectName(reference.provider!.object!.object)} ${reference.to}`;
      const diagnostics = byMutant.get(key) ?? linked(mutated(platform, reference, mutation)).diagnostics;
      byMutant.set(key, diagnostics);
      return said(reference, diagnostics).length === 0;
    });
    console.log(
      `${mutation}: ${byMutant.size} objects, ${proved.length - missed.length} of ${proved.length} references missed them`,
    );
    expect([...new Set(missed.map(inWords))].sort()).toEqual(Object.keys(untold).sort());
  });
});
