import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { graphFormats } from '../../src/graph/formats.ts';
import { type Graph, graph } from '../../src/graph/graph.ts';
import { type Inspection, inspect } from '../../src/inspect.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));

/** Names and reasons that would end or open something in every format. */
const awkward: Graph = {
  version: 1,
  cluster: 'a "b" \\',
  tiers: ['tier "one"; }'],
  nodes: [
    { name: 'end', kind: 'part', app: 'x/end', tier: 'tier "one"; }' },
    { name: 'graph', kind: 'part', app: 'x/graph', tier: 'tier "one"; }' },
  ],
  edges: [
    { from: 'graph', to: 'end', reason: 'says "no" -->|x| #quot; <b>&amp;</b> \\" ]\n  n0 --> n9', latched: false },
    { from: 'end', to: 'graph', reason: '`code` {{x}} %%', latched: true },
  ],
};

describe('graph', () => {
  let inspection: Inspection;
  beforeAll(async () => {
    inspection = await inspect({ root, cluster: 'home' });
  });
  const whole = (): Graph => graph(inspection.ordered, inspection.cluster);

  it('has a node for every part and gate, tiers in order, and a reason on every edge', () => {
    const { nodes, edges, tiers } = whole();
    expect(nodes).toHaveLength(inspection.ordered.parts.length + inspection.ordered.gates.length);
    expect(new Set(nodes.map(({ name }) => name)).size).toBe(nodes.length);
    expect(tiers).toEqual(inspection.cluster.tiers.map(({ name }) => name));
    expect(edges.length).toBeGreaterThan(nodes.length);
    expect(edges.filter(({ reason }) => reason.trim() === '')).toEqual([]);
    const names = new Set(nodes.map(({ name }) => name));
    expect(edges.filter(({ from, to }) => !names.has(from) || !names.has(to))).toEqual([]);
  });

  it('shows of one app its parts, what they wait for and what waits for them', () => {
    const near = graph(inspection.ordered, inspection.cluster, 'infrastructure/cert-manager');
    const own = near.nodes.filter(({ app }) => app === 'infrastructure/cert-manager').map(({ name }) => name);
    expect(own).toEqual(['cert-manager', 'cert-manager-config', 'cert-manager-secrets']);
    expect(near.edges.every(({ from, to }) => own.includes(from) || own.includes(to))).toBe(true);
    expect(near.nodes.map(({ name }) => name)).toContain('tier-infrastructure');
    expect(near.nodes.map(({ name }) => name)).not.toContain('romm');
    expect(near.nodes.length).toBeLessThan(whole().nodes.length);
  });

  it('is the same whatever the order of the parts', () => {
    const turned = { ...inspection.ordered, parts: inspection.ordered.parts.toReversed() };
    for (const format of Object.values(graphFormats))
      expect(format(graph(turned, inspection.cluster))).toBe(format(whole()));
  });

  it('json is the graph, with its version', () => {
    expect(JSON.parse(graphFormats.json(awkward))).toEqual(awkward);
  });

  it('mermaid: every line is of one of six shapes, whatever the texts hold', () => {
    // Mermaid, "Flowcharts": ids are ours, texts stand in double quotes and hold none of the characters that end one.
    const text = String.raw`"(?:[^"<>&\\\n\u0060#]|#\d+;)*"`;
    const shapes = [
      /^flowchart LR$/u,
      new RegExp(`^  subgraph t\\d+\\[${text}\\]$`, 'u'),
      new RegExp(`^    n\\d+(?:\\[${text}\\]|\\{\\{${text}\\}\\})$`, 'u'),
      /^ {2}end$/u,
      new RegExp(`^  n\\d+ (?:-->|==>)\\|${text}\\| n\\d+$`, 'u'),
      /^$/u,
    ];
    for (const shown of [awkward, whole()])
      for (const line of graphFormats.mermaid(shown).split('\n'))
        expect(
          shapes.some((shape) => shape.test(line)),
          line,
        ).toBe(true);
    expect(graphFormats.mermaid(awkward)).toContain('  n1 ==>|"says #34;no#34;');
  });

  const hasDot = spawnSync('dot', ['-V']).status === 0;
  if (!hasDot) console.warn('notice: no `dot` (graphviz): the DOT output is not read back');

  it.skipIf(!hasDot)('dot: graphviz reads the names and reasons back as they were', () => {
    for (const shown of [awkward, whole()]) {
      const read = spawnSync('dot', ['-Tdot_json'], { input: graphFormats.dot(shown), encoding: 'utf8' });
      expect(read.stderr).toBe('');
      const { objects, edges } = JSON.parse(read.stdout) as {
        objects: { name: string; nodes?: number[]; label?: string }[];
        edges: { tail: number; head: number; label: string }[];
      };
      const named = objects.filter(({ nodes }) => nodes === undefined).map(({ name }) => name);
      expect(named.sort()).toEqual(shown.nodes.map(({ name }) => name).sort());
      expect(edges.map(({ tail, head }) => `${objects[tail]!.name} ${objects[head]!.name}`).sort()).toEqual(
        shown.edges.map(({ from, to }) => `${from} ${to}`).sort(),
      );
      expect(edges.map(({ label }) => label.replaceAll('\\\\', '\\')).sort()).toEqual(
        shown.edges.map(({ reason }) => reason.replaceAll(/\s+/gu, ' ')).sort(),
      );
    }
  });
});
