import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CompiledApp } from '../../../src/model/compiled.ts';
import { appOf, deployment, documents, type Linked, link, secret, tierNames } from '../fixture.ts';

interface Node {
  tier: number;
  /** Indices of the apps it needs. */
  needs: number[];
  calls: number[];
  strict: number[];
}

const name = (index: number): string => `app-${String(index).padStart(2, '0')}`;

const appsOf = (nodes: readonly Node[]): CompiledApp[] =>
  nodes.map(({ tier, needs, calls, strict }, index) =>
    appOf(name(index), {
      tier,
      objects: documents(
        secret(name(index)),
        `{ apiVersion: v1, kind: Service, metadata: { name: ${name(index)}, namespace: games } }`,
        deployment(name(index), { secrets: needs.map(name), env: calls.map((one) => `${name(one)}.games.svc`) }),
      ),
      dependsOn: strict.map((one, at) => ({ app: name(one), strict: true, reason: 'x', pointer: `/dependsOn/${at}` })),
    }),
  );

const node = fc.record({
  tier: fc.nat(tierNames.length - 1),
  needs: fc.uniqueArray(fc.nat(30), { maxLength: 4 }),
  calls: fc.uniqueArray(fc.nat(30), { maxLength: 2 }),
  strict: fc.uniqueArray(fc.nat(30), { maxLength: 1 }),
});
const anyGraph = fc.array(node, { minLength: 1, maxLength: 24 }).map((nodes) =>
  nodes.map((one): Node => {
    const inside = (list: number[]) => list.filter((index) => index < nodes.length);
    return { ...one, needs: inside(one.needs), calls: inside(one.calls), strict: inside(one.strict) };
  }),
);
/** Needs lead to apps of a lower tier, or of the same tier and a lower index; calls lead anywhere. */
const soundGraph = anyGraph.map((nodes) =>
  nodes.map((one, index): Node => {
    const isSound = (other: number) =>
      nodes[other]!.tier < one.tier || (nodes[other]!.tier === one.tier && other < index);
    return { ...one, needs: one.needs.filter(isSound), strict: one.strict.filter(isSound) };
  }),
);

/** FluxKustomization → what its dependsOn lists, gates too. */
const graphOf = ({ tree }: Linked): Map<string, string[]> =>
  new Map([
    ...tree.parts.map((part) => [part.name, part.dependsOn.map(({ on }) => on)] as const),
    ...tree.gates.map((gate) => [gate.name, gate.dependsOn] as const),
  ]);

const reachedFrom = (graph: Map<string, string[]>, start: string, without?: string): Set<string> => {
  const seen = new Set<string>();
  const open = (graph.get(start) ?? []).filter((one) => one !== without);
  for (let next = open.pop(); next !== undefined; next = open.pop())
    if (!seen.has(next)) {
      seen.add(next);
      open.push(...graph.get(next)!);
    }
  return seen;
};

/** Written from the definition, not from the code: can every app start when each waits for what it needs and for the tier below? */
const canStart = (nodes: readonly Node[]): boolean => {
  const started = new Set<number>();
  for (let before = -1; before !== started.size; ) {
    before = started.size;
    for (const [index, { tier, needs, strict }] of nodes.entries()) {
      const isBelowReady = nodes.every((other, at) => other.tier >= tier || started.has(at));
      const isMet = [...needs, ...strict].every((need) =>
        need === index && needs.includes(need) ? true : started.has(need),
      );
      if (isBelowReady && isMet && !strict.includes(index)) started.add(index);
    }
  }
  return started.size === nodes.length;
};

describe('over random graphs', () => {
  it('dependsOn is acyclic, minimal and sorted; every provider and every lower tier is reached; nothing is reported but notes', () => {
    fc.assert(
      fc.property(soundGraph, (nodes) => {
        const linked = link(appsOf(nodes));
        expect(linked.diagnostics.filter(({ severity }) => severity !== 'note')).toEqual([]);
        const graph = graphOf(linked);
        for (const part of linked.tree.parts) {
          const on = part.dependsOn.map((edge) => edge.on);
          expect(on).toEqual([...on].sort());
          const reached = reachedFrom(graph, part.name);
          expect(reached).not.toContain(part.name);
          for (const edge of part.dependsOn)
            if (edge.latched && !edge.on.startsWith('tier-'))
              expect([part.name, edge.on, reachedFrom(graph, part.name, edge.on).has(edge.on)]).toEqual([
                part.name,
                edge.on,
                false,
              ]);
        }
        for (const [index, { tier, needs, strict }] of nodes.entries()) {
          const reached = reachedFrom(graph, name(index));
          for (const need of [...needs, ...strict]) if (need !== index) expect(reached).toContain(name(need));
          if (tier > Math.min(...nodes.map((one) => one.tier)))
            expect(graph.get(name(index))!.filter((on) => on.startsWith('tier-'))).toHaveLength(1);
          for (const [other, { tier: below }] of nodes.entries())
            if (below < tier) expect(reached).toContain(name(other));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('is refused exactly where some app could never start, and the same whatever order apps come in', () => {
    fc.assert(
      fc.property(anyGraph, (nodes) => {
        const linked = link(appsOf(nodes));
        expect(linked.diagnostics.every(({ severity }) => severity !== 'error')).toBe(canStart(nodes));
        const other = link(appsOf(nodes).reverse());
        expect(graphOf(other)).toEqual(graphOf(linked));
        expect([...other.lines].sort()).toEqual([...linked.lines].sort());
      }),
      { numRuns: 200 },
    );
  });

  it('prints real cycles only', () => {
    fc.assert(
      fc.property(anyGraph, (nodes) => {
        for (const { message, related } of link(appsOf(nodes)).diagnostics.filter(
          ({ code }) => code === 'dependency-cycle',
        )) {
          const names = message.split(': ')[1]?.split(' → ');
          if (names === undefined) continue;
          expect(names[0]).toBe(names.at(-1));
          expect(related).toHaveLength(names.length - 1);
          for (const [step, from] of names.slice(0, -1).entries()) {
            const { needs, strict } = nodes[Number(from.slice(4))]!;
            expect([...needs, ...strict].map(name)).toContain(names[step + 1]);
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});
