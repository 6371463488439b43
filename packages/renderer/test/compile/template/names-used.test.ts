import { describe, expect, it } from 'vitest';
import { namesUsed } from '../../../src/compile/template/names-used.ts';

describe('the names a template reads', () => {
  it.each([
    ['text', []],
    ['<% route.host %>:<% ports.http %>', ['ports.http', 'route.host']],
    ['<% secrets["a-b"].name | default(vars.x) %>', ['secrets["a-b"].name', 'vars.x']],
    ['<% vars[app.name] %>', ['app.name', 'vars']],
    [
      '<% range(vars.count) | join(cluster.name) if cluster.has.x else [app.name] %>',
      ['app.name', 'cluster.has.x', 'cluster.name', 'vars.count'],
    ],
    ['<% broken', []],
  ])('%s', (text, expected) => {
    expect(namesUsed(text)).toEqual(expected);
  });

  it('leaves out what a text template binds itself', () => {
    const text =
      '<%% set a = vars.x %%><%% for k, v in ports %%><% k ~ v ~ loop.index ~ a %><%% endfor %%><%% macro m(p, q=vars.y) %%><% p ~ q %><%% endmacro %%><% m(app.name) %><%% import "f" as f %%><% f.x() %><%% from "f" import g as h %%><% h(1) %>';
    expect(namesUsed(text, 'text')).toEqual(['app.name', 'ports', 'vars.x', 'vars.y']);
  });
});
