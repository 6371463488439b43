import type { Graph, GraphNode } from './graph.ts';

/** Mermaid, "Flowcharts": text stands in double quotes, and what would end or open something is written as an entity. */
const mermaidText = (text: string): string =>
  `"${text.replaceAll(/[#"<>&`\\]/gu, (character) => `#${character.codePointAt(0)};`).replaceAll(/\s+/gu, ' ')}"`;

const mermaid = ({ tiers, nodes, edges }: Graph): string => {
  const ids = new Map(nodes.map(({ name }, index) => [name, `n${index}`]));
  const shape = ({ name, kind }: GraphNode): string =>
    kind === 'gate' ? `${ids.get(name)}{{${mermaidText(name)}}}` : `${ids.get(name)}[${mermaidText(name)}]`;
  return lines([
    'flowchart LR',
    ...tiers.flatMap((tier, index) => [
      `  subgraph t${index}[${mermaidText(tier)}]`,
      ...nodes.filter((node) => node.tier === tier).map((node) => `    ${shape(node)}`),
      '  end',
    ]),
    ...edges.map(
      ({ from, to, reason, latched }) =>
        `  ${ids.get(from)} ${latched ? '-->' : '==>'}|${mermaidText(reason)}| ${ids.get(to)}`,
    ),
  ]);
};

/** The DOT language, "Quoted strings" and "escString": the backslash too is escaped, because labels read it. */
const dotText = (text: string): string =>
  `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll(/\s+/gu, ' ')}"`;

const dot = ({ cluster, tiers, nodes, edges }: Graph): string =>
  lines([
    `digraph ${dotText(cluster)} {`,
    '  rankdir=LR;',
    '  node [shape=box];',
    ...tiers.flatMap((tier, index) => [
      `  subgraph cluster_${index} {`,
      `    label=${dotText(tier)};`,
      ...nodes
        .filter((node) => node.tier === tier)
        .map(({ name, kind }) => `    ${dotText(name)}${kind === 'gate' ? ' [shape=hexagon]' : ''};`),
      '  }',
    ]),
    ...edges.map(
      ({ from, to, reason, latched }) =>
        `  ${dotText(from)} -> ${dotText(to)} [label=${dotText(reason)}${latched ? '' : ', style=bold'}];`,
    ),
    '}',
  ]);

const json = (graph: Graph): string => lines([JSON.stringify(graph, null, 2)]);

const lines = (list: readonly string[]): string => `${list.join('\n')}\n`;

/** Format → the text that is printed; a strict edge is drawn thick. */
export const graphFormats: Readonly<Record<'mermaid' | 'dot' | 'json', (graph: Graph) => string>> = {
  mermaid,
  dot,
  json,
};
