import nunjucks from 'nunjucks';
import { describe, expect, it } from 'vitest';
import { renderTextTemplate } from '../../../src/compile/template/text.ts';
import { names } from './fixture.ts';

const files: Record<string, string> = {
  'macros.yaml':
    '<%% macro label(name, value="yes") %%>\n<% name %>: "<% value %>"\n<%% endmacro %%>\n<%% set version = "v1" %%>\n<%% macro twice(x) %%><% label(x) %><% label(x, value=version) %><%% endmacro %%>',
  'partial.yaml': 'partial of <% app.name %><%% if item is defined %%> for <% item %><%% endif %%>\n',
  'nested/outer.yaml': 'outer(<%% include "partial.yaml" %%>)',
  'context.yaml': '<%% macro host() %%><% route.host %><%% endmacro %%>',
  'setter.yaml': '<%% set local = "inner" %%><% local %>',
};

const loader = {
  getSource: (name: string) => ({ src: files[name] ?? '', path: name, noCache: true }),
} as unknown as nunjucks.ILoader;
const stock = new nunjucks.Environment(loader, {
  autoescape: false,
  trimBlocks: true,
  lstripBlocks: true,
  tags: {
    variableStart: '<%',
    variableEnd: '%>',
    blockStart: '<%%',
    blockEnd: '%%>',
    commentStart: '<#',
    commentEnd: '#>',
  },
});

const good: Record<string, string> = {
  'plain text': 'a: {{ ignored }} ${X} {% raw %}\n',
  'a name': 'host: <% route.host %>',
  'two names on a line': '<% app.name %>.<% cluster.domain %>',
  'a number': 'port: <% ports.http %>',
  'a truth value': 'on: <% cluster.has.metrics %> <% cluster.has.oidc %>',
  'a key in brackets': '<% secrets["cloudflare-api-token"].name %>',
  'a computed key': '<% cluster.pools["la" ~ "n"] %>',
  'an index': '<% vars.tags[1] %>',
  'length as attribute': '<% vars.tags.length %>',
  'a text in quotes with an escape': '<% "a\\n\\"b\\" \\t c" %>',
  'the delimiters as text': '<% "<%" %> <% \'%>\' %>',
  arithmetic: '<% 1 + 2 * 3 - 4 / 2 %> <% 7 // 2 %> <% 7 % 4 %> <% 2 ** 5 %>',
  'precedence and brackets': '<% (1 + 2) * 3 %> <% -2 + 5 %> <% +3 %>',
  fractions: '<% 1 / 4 %> <% 0.5 + 1 %>',
  'joined texts': '<% "a" ~ 1 ~ true ~ "b" %> <% "x" + "y" %>',
  comparison: '<% 1 < 2 %> <% 2 >= 3 %> <% "a" == "a" %> <% 1 != 1 %> <% 1 === 1 %> <% "1" !== 1 %> <% "1" == 1 %>',
  logic: '<% true and false %> <% false or "x" %> <% not true %> <% not (1 > 2) and true %>',
  'in a list': '<% "loki" in cluster.apps %> <% "x" not in cluster.apps %>',
  'in a text and in a map': '<% "om" in app.name %> <% "http" in ports %> <% "x" in ports %>',
  'inline if': '<% "a" if cluster.has.metrics else "b" %><% "a" if cluster.has.oidc else "b" %>',
  'a list and a map': '<% [1, "b", vars.size] | dump %> <% { "a": 1, b: [true] } | dump %>',
  'dump over lines': '<% { "a": { "b": 1 } } | dump(2) %>',
  if: '<%% if cluster.has.metrics %%>\nyes\n<%% endif %%>\nend',
  'if else': '<%% if cluster.has.oidc %%>yes<%% else %%>no<%% endif %%>',
  elif: '<%% if vars.size == 1 %%>1<%% elif vars.size == 3 %%>3<%% elseif true %%>t<%% else %%>x<%% endif %%>',
  'empty text is false, an empty list is true': '<%% if vars.empty %%>a<%% endif %%><%% if [] %%>b<%% endif %%>',
  'indented block tags': 'a:\n  <%% if true %%>\n  b: 1\n  <%% endif %%>\nc: 2\n',
  for: '<%% for app in cluster.apps %%>\n- <% app %>\n<%% endfor %%>\n',
  'for with loop':
    '<%% for x in vars.tags %%><% loop.index %>/<% loop.length %>:<% loop.index0 %>,<% loop.revindex %>,<% loop.revindex0 %>,<% loop.first %>,<% loop.last %>;<%% endfor %%>',
  'for over a map': '<%% for name, port in ports %%><% name %>=<% port %>;<%% endfor %%>',
  'for unpacking': '<%% for a, b in [[1, 2], [3, 4]] %%><% a + b %>,<%% endfor %%>',
  'for unpacking three': '<%% for a, b, c in [[1, 2, 3]] %%><% a %><% b %><% c %><%% endfor %%>',
  'for else': '<%% for a in [] %%>x<%% else %%>none<%% endfor %%>',
  'nested loops':
    '<%% for a in [1, 2] %%><%% for b in [1, 2] %%><% a * b %><%% if not loop.last %%>,<%% endif %%><%% endfor %%>;<%% endfor %%>',
  set: '<%% set x = ports.http + 1 %%><% x %>',
  'set several': '<%% set a, b = 5 %%><% a %><% b %>',
  'set a block': '<%% set x %%>\nhost <% app.name %>\n<%% endset %%>\n[<% x | trim %>]',
  'set in a loop changes the outer variable':
    '<%% set n = 0 %%><%% for x in [1, 2, 3] %%><%% set n = n + x %%><%% endfor %%><% n %>',
  'set in a loop stays there': '<%% for x in [1, 2] %%><%% set y = x %%><% y %><%% endfor %%><% y is defined %>',
  macro: '<%% macro m(a) %%>[<% a %>]<%% endmacro %%><% m(1) %><% m("x") %>',
  'macro with defaults':
    '<%% macro m(a, b=2, c="z") %%><% a %><% b %><% c %>;<%% endmacro %%><% m(1) %><% m(1, 5) %><% m(1, c="q") %>',
  'macro with named arguments': '<%% macro m(a, b) %%><% a %>-<% b %><%% endmacro %%><% m(b=1, a=2) %>',
  'macro reads names': '<%% macro m() %%><% app.name %><%% endmacro %%><% m() %>',
  'macro that calls itself':
    '<%% macro m(n) %%><% n %><%% if n > 0 %%><% m(n - 1) %><%% endif %%><%% endmacro %%><% m(4) %>',
  'macro in a filter': '<%% macro m(a) %%>x<% a %><%% endmacro %%><% m("y") ~ "z" %>',
  import:
    '<%% import "macros.yaml" as macros %%><% macros.label("a") %><% macros.label("a", value="no") %><% macros.version %>',
  'import of a macro that calls another': '<%% import "macros.yaml" as macros %%><% macros.twice("a") %>',
  'from import': '<%% from "macros.yaml" import label, version as v %%><% label("b") %><% v %>',
  'import with context': '<%% import "context.yaml" as c with context %%><% c.host() %>',
  'from import with context': '<%% from "context.yaml" import host with context %%><% host() %>',
  include: 'a\n<%% include "partial.yaml" %%>\nb',
  'include sees the loop': '<%% for item in [1, 2] %%><%% include "partial.yaml" %%><%% endfor %%>',
  'include in an include': '<%% include "nested/outer.yaml" %%>',
  'what an include sets stays there': '<%% set local = "outer" %%><%% include "setter.yaml" %%><% local %>',
  'filter block': '<%% filter upper %%>abc <% app.name %><%% endfilter %%>',
  'filter block with arguments': '<%% filter replace("a", "b") %%> aXa <%% endfilter %%>',
  comment: 'a<# a comment\nover lines #>b\n<# x #>\nc',
  'whitespace control': 'a  <%- "x" -%>  b\n  <%%- if true -%%>  c  <%%- endif -%%>\n d <#- x -#> e',
  'whitespace control around a loop': '<%% for x in [1, 2] -%%>\n  <% x %>\n<%%- endfor %%>\n',
  default: '<% missing | default("d") %> <% vars.missing | default(1) %> <% missing.deep.key | d("e") %>',
  'default with true': '<% vars.empty | default("d", true) %><% vars.nothing | default("n", true) %>',
  'is defined':
    '<% vars.color is defined %> <% missing is defined %> <% vars.x.y is not defined %> <% missing is undefined %>',
  'tests of numbers':
    '<% 4 is even %><% 3 is odd %><% 9 is divisibleby(3) %><% 2 is lt(3) %><% 2 is ge(3) %><% 2 is number %>',
  'tests of text': '<% "a" is lower %><% "a" is upper %><% "a" is string %><% "a" is eq("a") %><% "a" is ne("a") %>',
  'tests of shape':
    '<% ports is mapping %><% vars.tags is iterable %><% vars.nothing is null %><% vars.nothing is none %><% 0 is falsy %><% 1 is truthy %>',
  'upper lower capitalize title':
    '<% "aB c" | upper %><% "aB c" | lower %><% "aB c" | capitalize %><% "aB c" | title %>',
  'trim center indent':
    '[<% "  a " | trim %>][<% "x" | center(5) %>]\n<% "a\\nb\\nc" | indent(2) %>\n<% "a\\nb" | indent(2, true) %>',
  replace:
    '<% "a.b.c" | replace(".", "-") %> <% "aaa" | replace("a", "b", 2) %> <% 808 | replace(8, 9) %> <% "ab" | replace("", "-") %>',
  truncate:
    '<% "one two three" | truncate(7) %> <% "one two three" | truncate(5, true, "") %> <% "ab" | truncate(5) %>',
  'wordcount string length':
    '<% "one two" | wordcount %> <% 8080 | string | length %> <% ports | length %> <% vars.tags | length %>',
  urlencode: '<% "a b/c?ä" | urlencode %> <% { "a": "b c", "d": 1 } | urlencode %>',
  escape: '<% "<a & \'b\'>" | escape %>',
  join: '<% vars.tags | join(", ") %> <% sources | join("/", "name") %> <% [1, 2] | join %>',
  'first last': '<% vars.tags | first %><% vars.tags | last %>',
  sort: '<% ["b", "A", "c"] | sort | join %> <% [3, 1, 2] | sort(true) | join %> <% ["b", "A"] | sort(case_sensitive=true) | join %>',
  'sort by attribute': '<%% for s in sources | sort(attribute="weight") %%><% s.name %>,<%% endfor %%>',
  dictsort:
    '<%% for k, v in { "b": 1, "a": 2 } | dictsort %%><% k %><% v %>,<%% endfor %%><%% for k, v in { "b": 1, "a": 2 } | dictsort(false, "value") %%><% k %><%% endfor %%>',
  groupby:
    '<%% for type, list in sources | groupby("type") %%><% type %>:<% list | join(",", "name") %>;<%% endfor %%>',
  'selectattr rejectattr':
    '<% sources | selectattr("on") | join(",", "name") %>|<% sources | rejectattr("on") | join(",", "name") %>',
  'select reject':
    '<% [1, 2, 3, 4] | select("even") | join %>|<% [1, 2, 3] | reject("odd") | join %>|<% [1, 2, 3] | select("gt", 1) | join %>',
  'batch slice': '<% [1, 2, 3, 4, 5] | batch(2, 0) | dump %> <% [1, 2, 3, 4, 5] | slice(2) | dump %>',
  'reverse list':
    '<% [1, 2] | reverse | join %> <% "abc" | reverse %> <% "ab" | list | join("-") %> <% { "a": 1 } | list | dump %>',
  sum: '<% [1, 2, 3] | sum %> <% sources | sum("weight") %> <% sources | sum("weight", 10) %>',
  'int float abs round':
    '<% "42" | int %> <% "x" | int(7) %> <% "ff" | int(0, 16) %> <% "1.5" | float %> <% -3 | abs %> <% 2.567 | round(2) %> <% 2.1 | round(0, "ceil") %> <% 2.9 | round(0, "floor") %>',
  range: '<% range(3) | join %> <% range(2, 8, 2) | join(",") %> <%% for i in range(3, 0, -1) %%><% i %><%% endfor %%>',
  'filters in a chain': '<% " Media Server " | trim | lower | replace(" ", "-") %>',
  'a filter on a joined text': '<% ("a" ~ "b") | upper %>',
  'windows line ends': 'a\r\n<%% if true %%>\r\nb\r\n<%% endif %%>\r\nc',
  unicode: 'ä <% "ö🚀" %> <% "ü" | upper %>',
  'several lines in a tag': '<% [\n  1,\n  2\n] | dump %>',
};

describe('good templates give what stock nunjucks gives', () => {
  it.each(Object.entries(good))('%s', (_name, text) => {
    const read = (name: string) => (files[name] === undefined ? undefined : { file: name, text: files[name] });
    const rendered = renderTextTemplate({ file: 'main.yaml', text, names, read });
    expect(rendered.problems).toEqual([]);
    expect(rendered.text).toBe(stock.renderString(text, names));
    expect(rendered.lineMap).toHaveLength(rendered.text.split('\n').length);
  });

  it('are at least sixty', () => {
    expect(Object.keys(good).length).toBeGreaterThanOrEqual(60);
  });
});
