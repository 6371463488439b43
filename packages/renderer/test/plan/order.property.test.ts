/**
 * Law (issue 5, point 4): acyclic and complete → every app becomes ready; otherwise the linker had refused it. Random graphs go
 * through the real room `order` and its layout; the model of Flux reads the tree that comes out.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CompiledApp, CompiledObject } from '../../src/model/compiled.ts';
import type { Reference } from '../../src/model/linked.ts';
import {
  appOf,
  clusterOf,
  compiledOf,
  laidOutOf,
  objectOf,
  planOf,
  referenceOf,
  releaseOf,
  resolvedOf,
} from './fixture.ts';

type Bond = 'crd' | 'webhook' | 'class' | 'secret' | 'observe' | 'written' | 'strict';

interface Drawn {
  tiers: number[];
  bonds: { from: number; to: number; bond: Bond }[];
  own: boolean[];
}

const bond = fc.constantFrom<Bond>('crd', 'webhook', 'class', 'secret', 'observe', 'written', 'strict');

const graphs = fc.integer({ min: 1, max: 9 }).chain((size) =>
  fc.record({
    tiers: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: size, maxLength: size }),
    bonds: fc.array(fc.record({ from: fc.nat({ max: size - 1 }), to: fc.nat({ max: size - 1 }), bond }), {
      maxLength: size * 2,
    }),
    own: fc.array(fc.boolean(), { minLength: size, maxLength: size }),
  }),
);

/** The same without circles or edges upward: an app needs only those before it, in tiers that never fall. */
const orderly = graphs.map(({ tiers, bonds, own }) => ({
  tiers: [...tiers].sort((left, right) => left - right),
  bonds: bonds
    .filter(({ from, to }) => from !== to)
    .map(({ from, to, bond: kind }) => ({ from: Math.max(from, to), to: Math.min(from, to), bond: kind })),
  own,
}));

/** Apps of charts that bring a CRD and a class and make a Secret; a bond is one object or field of `from` that needs `to`. */
const treeOf = ({ tiers, bonds, own }: Drawn) => {
  const name = (index: number): string => `app${index}`;
  const group = (index: number): string => `${name(index)}.example.com`;
  const objects = tiers.map((_, index): CompiledObject[] => [releaseOf(name(index))]);
  const makers = tiers.map((_, index) => compiledOf(objectOf('v1', 'Secret', `${name(index)}-made`)));
  for (const [index, maker] of makers.entries()) objects[index]!.push(maker);
  const dependsOn = tiers.map((): CompiledApp['dependsOn'] => []);
  const pending: ((apps: CompiledApp[]) => Reference)[] = [];
  const customOf = (from: number, to: number, observes: boolean): CompiledObject => {
    const object = objectOf(`${group(to)}/v1`, 'Thing', `${name(from)}-${name(to)}-${pending.length}`);
    const compiled = compiledOf(object, observes ? { observes } : {});
    objects[from]!.push(compiled);
    return compiled;
  };
  const needs = (
    from: number,
    object: CompiledObject,
    to: string,
    target: number,
    made?: CompiledObject,
    soft = false,
  ) =>
    pending.push((apps) =>
      referenceOf(
        apps[from]!,
        object,
        to,
        { app: apps[target]!, ...(made === undefined ? {} : { object: made }) },
        soft ? { soft } : {},
      ),
    );
  const rows: Record<Bond, (from: number, to: number) => void> = {
    crd: (from, to) => void needs(from, customOf(from, to, false), `crds/${group(to)}`, to),
    webhook: (from, to) => {
      const object = customOf(from, to, false);
      needs(from, object, `crds/${group(to)}`, to);
      needs(from, object, `webhooks/${group(to)}`, to, undefined, true);
    },
    class: (from, to) => void needs(from, objects[from]![0]!, `StorageClass/${name(to)}`, to),
    secret: (from, to) => void needs(from, objects[from]![0]!, `Secret/apps/${name(to)}-made`, to, makers[to]!),
    observe: (from, to) => void needs(from, customOf(from, to, true), `crds/${group(to)}`, to),
    written: (from, to) => void dependsOn[from]!.push({ app: name(to), pointer: '/dependsOn/0' }),
    strict: (from, to) =>
      void dependsOn[from]!.push({ app: name(to), strict: true, reason: 'strict', pointer: '/dependsOn/0' }),
  };
  // A written dependsOn of an app on itself is refused for what it says; there is nothing to order.
  const isIdle = (from: number, to: number, kind: Bond): boolean =>
    from === to && (kind === 'written' || kind === 'strict');
  for (const { from, to, bond: kind } of bonds) if (!isIdle(from, to, kind)) rows[kind](from, to);
  for (const [index, has] of own.entries()) if (has) rows.crd(index, index);
  const apps = tiers.map((tier, index) =>
    appOf(name(index), objects[index]!, { tier, provides: { crds: [group(index)] }, dependsOn: dependsOn[index]! }),
  );
  return laidOutOf(
    resolvedOf(
      apps,
      pending.map((make) => make(apps)),
    ),
    clusterOf(4),
  );
};

describe('order, proved by the model of Flux', () => {
  it('what has no circle and no edge upward is never refused, and every part becomes ready at the first attempt', () => {
    fc.assert(
      fc.property(orderly, (drawn) => {
        const laid = treeOf(drawn);
        expect(laid.refused.map(({ message }) => message)).toEqual([]);
        const made = planOf(laid);
        expect(made.blocked).toEqual([]);
        expect(made.retried).toEqual([]);
        expect(made.waves.flat()).toHaveLength(made.total);
      }),
      { numRuns: 300 },
    );
  });

  it('whatever the graph: what never becomes ready had been refused, and what was refused never becomes ready', () => {
    const seen = { ready: 0, refused: 0 };
    fc.assert(
      fc.property(graphs, (drawn) => {
        const laid = treeOf(drawn);
        const made = planOf(laid);
        if (laid.refused.length === 0) {
          seen.ready += 1;
          expect(made.blocked).toEqual([]);
          expect(made.retried).toEqual([]);
        } else {
          seen.refused += 1;
          expect(made.blocked).not.toEqual([]);
        }
      }),
      { numRuns: 400 },
    );
    expect(seen.ready).toBeGreaterThan(20);
    expect(seen.refused).toBeGreaterThan(20);
  });

  it('what lacks one reference never becomes ready (the linker refuses it as unresolved)', () => {
    fc.assert(
      fc.property(orderly, fc.nat(), (drawn, pick) => {
        const laid = treeOf(drawn);
        const app = laid.resolved.apps[pick % laid.resolved.apps.length]!;
        const broken = referenceOf(app, app.objects[0]!, 'Secret/apps/nobody-makes-it', undefined);
        const made = planOf({
          ...laid,
          resolved: { ...laid.resolved, references: [...laid.resolved.references, broken] },
        });
        expect(made.blocked.map(({ name }) => name)).toContain(app.name);
      }),
      { numRuns: 100 },
    );
  });

  it('a push with any one app failing or suspended is held up by strict edges only', () => {
    fc.assert(
      fc.property(orderly, fc.nat(), fc.constantFrom('failing' as const, 'suspended' as const), (drawn, pick, how) => {
        const laid = treeOf(drawn);
        const app = laid.resolved.apps[pick % laid.resolved.apps.length]!;
        const names = laid.laidOut.files.flatMap((file) => (file.part?.split('-')[0] === app.name ? [file.part] : []));
        const made = planOf(laid, { mode: 'push', [how]: [...new Set(names)] });
        expect(made.blocked.filter(({ onlyStrict }) => !onlyStrict)).toEqual([]);
        if (drawn.bonds.every(({ bond: kind }) => kind !== 'strict')) expect(made.blocked).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
