import { describe, expect, it } from 'vitest';
import { namesUsed } from '../../../src/compile/template/names-used.ts';
import { renderTextTemplate } from '../../../src/compile/template/text.ts';
import type { JsonObject } from '../../../src/model/json.ts';

const files: Record<string, string> = {
  'labels.yaml': 'app: <% app.name %>\nowner: <% vars.owner %>\n',
  'macros.yaml':
    '<%% macro port(name) %%>- <% name %>: <% ports[name] %> on <% cluster.name %>\n<%% endmacro %%>\n<%% set suffix = vars.suffix %%>',
};
const main = `kind: ConfigMap
<%% include "labels.yaml" %%>
<%% import "macros.yaml" as macros with context %%>
host: <% route.host | lower %>
<%% if cluster.has.metrics and cluster.zone == "eu" %%>
metrics: <% ports.metrics %>
<%% endif %%>
<%% for name in vars.list %%>
<% macros.port(name) %>
<%% endfor %%>
<%% for key, value in vars.map %%>
<% key %>: <% value %>
<%% else %%>
none: true
<%% endfor %%>
<%% set url = route.scheme ~ "://" ~ route.host %%>
url: <% url %>-<% macros.suffix %>
mode: <% "on" if vars.mode is eq("x") else vars.other %>
size: <% [vars.size, 1] | sum %>
`;
const names = (): JsonObject => ({
  app: { name: 'romm' },
  vars: { owner: 'me', suffix: 'z', list: ['http'], map: { a: 1 }, mode: 'y', other: 'o', size: 2 },
  ports: { http: 80, metrics: 90 },
  route: { host: 'H', scheme: 'https' },
  cluster: { name: 'home', zone: 'eu', has: { metrics: true } },
});
const render = (table: JsonObject) =>
  renderTextTemplate({
    file: 'main.yaml',
    text: main,
    names: table,
    read: (name) => (Object.hasOwn(files, name) ? { file: name, text: files[name]! } : undefined),
  });

/** Every path of the table, `a`, `a.b`, …, with a copy of the table that lacks it. */
const without = (table: JsonObject, prefix: string[] = []): [string, JsonObject][] =>
  Object.keys(table).flatMap((key): [string, JsonObject][] => {
    const path = [...prefix, key];
    const copy = names();
    let owner = copy;
    for (const segment of prefix) owner = owner[segment] as JsonObject;
    delete owner[key];
    const value = table[key]!;
    const inner = typeof value === 'object' && !Array.isArray(value) ? without(value as JsonObject, path) : [];
    return [[path.join('.'), copy], ...inner];
  });

describe('removing each variable of a fixture in turn', () => {
  it('all there, it renders', () => {
    expect(render(names()).problems).toEqual([]);
  });

  // an item of a map that is looped over may be absent: the loop goes on without it
  it.each(without(names()).filter(([path]) => path !== 'vars.map.a'))('fails without %s', (_path, table) => {
    const { problems, text } = render(table);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.every(({ code }) => code === 'template-undefined')).toBe(true);
    expect(text).toBe('');
  });

  it('every name the main file reads is one of those', () => {
    const known = new Set(without(names()).map(([path]) => path));
    expect(namesUsed(main, 'text').filter((name) => !known.has(name))).toEqual([]);
  });
});
