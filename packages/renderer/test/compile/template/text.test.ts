import { describe, expect, it } from 'vitest';
import { renderTextTemplate } from '../../../src/compile/template/text.ts';
import { names } from './fixture.ts';

const files: Record<string, string> = {
  'part.yaml': 'one: 1\ntwo: <% vars.size %>\n',
  'broken.yaml': 'ok\nbad: <% rout.host %>\n',
  'macros.yaml': '<%% macro label(name) %%>\nlabel: <% nam %>\n<%% endmacro %%>\n',
  'loops.yaml': '<%% for x in items %%>\n<% x.y %>\n<%% endfor %%>\n',
  'syntax.yaml': 'a\n<%% if %%>',
};
const render = (text: string, budget = {}) =>
  renderTextTemplate({
    file: 'main.yaml',
    text,
    names,
    budget,
    read: (name) => (Object.hasOwn(files, name) ? { file: `templates/${name}`, text: files[name]! } : undefined),
    known: Object.keys(files),
  });
const first = (text: string) => render(text).problems[0];

describe('the line map', () => {
  it('gives the template line of each line of output', () => {
    const { text, lineMap } = render(
      [
        'a: 1',
        '<# a comment',
        'of two lines #>',
        '<%% for name, port in ports %%>',
        '- <% name %>',
        '  port: <% port %>',
        '<%% endfor %%>',
        '<%% include "part.yaml" %%>',
        '<%% set block %%>',
        'x',
        'y',
        '<%% endset %%>',
        'end: <% block | trim | indent(2) %>',
        '',
      ].join('\n'),
    );
    const at = (line: number, file = 'main.yaml') => ({ file, line });
    const lines = text.split('\n').map((line, index) => [line, lineMap[index]]);
    expect(lines).toEqual([
      ['a: 1', at(1)],
      ['', at(3)],
      ['- http', at(5)],
      ['  port: 8080', at(6)],
      ['- bt', at(5)],
      ['  port: 6881', at(6)],
      ['one: 1', at(1, 'templates/part.yaml')],
      ['two: 3', at(2, 'templates/part.yaml')],
      ['end: x', at(13)],
      ['  y', at(13)],
      ['', at(13)],
    ]);
  });

  it('counts lines that whitespace control removed', () => {
    const { text, lineMap } = render('a\n<%% if true -%%>\n\n\n  b\n<%%- endif -%%>\n\nc');
    expect(text).toBe('a\nbc');
    expect(lineMap.map(({ line }) => line)).toEqual([1, 5]);
  });
});

describe('a problem has its file, line and column', () => {
  it.each([
    ['in the file itself', 'a\nb: <% rout.host %>', 'main.yaml', 2, 7],
    ['in an include', '<%% include "broken.yaml" %%>', 'templates/broken.yaml', 2, 9],
    [
      'in an imported macro',
      '<%% from "macros.yaml" import label %%>\n<% label("x") %>',
      'templates/macros.yaml',
      2,
      11,
    ],
    [
      'in a loop of an include',
      '<%% set items = [{ "y": 1 }, { "z": 2 }] %%>\n<%% include "loops.yaml" %%>',
      'templates/loops.yaml',
      2,
      6,
    ],
    ['in the condition of an if', '\n<%% if vars.colour %%>x<%% endif %%>', 'main.yaml', 2, 13],
    ['in the list of a loop', '<%% for x in vars.tag %%>x<%% endfor %%>', 'main.yaml', 1, 19],
    ['in a set', '<%% set x = cluster.nam %%>', 'main.yaml', 1, 21],
    ['in an argument of a macro', '<%% macro m(a) %%><% a %><%% endmacro %%>\n<% m(vrs) %>', 'main.yaml', 2, 6],
    ['in a default of a macro', '<%% macro m(a=vrs) %%><% a %><%% endmacro %%>\n<% m() %>', 'main.yaml', 1, 15],
    ['a missing argument', '<%% macro m(a) %%><% a %><%% endmacro %%>\n<% m() %>', 'main.yaml', 1, 22],
    ['an unknown argument', '<%% macro m(a) %%><% a %><%% endmacro %%>\n<% m(1, b=2) %>', 'main.yaml', 2, 9],
    ['a missing file', '\n  <%% include "brokn.yaml" %%>', 'main.yaml', 2, 15],
    ['a missing name of an import', '<%% from "macros.yaml" import lable %%>', 'main.yaml', 1, 31],
    ['syntax of an include', '<%% include "syntax.yaml" %%>', 'templates/syntax.yaml', 2, 8],
    ['in a filter block', '<%% filter upper %%>\n<% a.b %>\n<%% endfilter %%>', 'main.yaml', 2, 4],
  ])('%s', (_name, text, file, line, column) => {
    expect(first(text)).toMatchObject({ file, line, column });
  });

  it.each([
    ['a block never closed', 'x\n<%% if true %%>\ny', 'template-syntax', 2, '`if` is never closed'],
    ['a loop never closed', '<%% for x in [1] %%>\ny', 'template-syntax', 1, '`for` is never closed'],
    ['the wrong end', '<%% if true %%><%% endfor %%>', 'template-syntax', 1, '`endfor` found where'],
    ['an end alone', 'a\n<%% endif %%>', 'template-syntax', 2, 'nothing is open'],
    ['an unknown tag', '<%% fro x in y %%>', 'template-syntax', 1, 'there is no tag `fro`'],
    ['a comment never closed', 'a\nb <# c', 'template-syntax', 2, 'never closed'],
    ['the end of a comment alone', 'a #> b', 'template-syntax', 1, 'was not opened'],
    ['a loop over a map with one name', '<%% for x in ports %%><%% endfor %%>', 'template-type', 1, 'two names'],
    ['a loop over text', '<%% for x in app.name %%><%% endfor %%>', 'template-type', 1, 'found text'],
    ['a loop over nothing', '<%% for x in vars.nothing %%><%% endfor %%>', 'template-type', 1, 'found nothing'],
    ['too few values', '<%% for a, b in [[1]] %%><%% endfor %%>', 'template-type', 1, '2 names'],
  ])('%s', (_name, text, code, line, message) => {
    expect(first(text)).toMatchObject({ code, line, message: expect.stringContaining(message) });
  });

  it('says how an imported file sees the names', () => {
    files['host.yaml'] = '<%% macro host() %%><% route.host %><%% endmacro %%>';
    expect(first('<%% import "host.yaml" as h %%><% h.host() %>')).toMatchObject({
      hint: 'An imported file sees the names of the app with `import … with context`.',
    });
  });

  it('suggests the nearest file', () => {
    expect(first('<%% include "brokn.yaml" %%>')).toMatchObject({ hint: 'Did you mean broken.yaml?' });
  });
});

describe('problems in output', () => {
  it('are reported together, each place once', () => {
    const { problems } = render('<%% for x in [1, 2] %%><% a %><%% endfor %%>\n<% b %>\n<% c.d %>');
    expect(problems.map(({ message }) => message)).toEqual(
      ['a', 'b', 'c'].map((name) => `there is no name \`${name}\``),
    );
  });
});

describe('what is read of another app', () => {
  it('is printed in text', () => {
    expect(render('a: <% apps.immich.url %>/x').text).toBe('a: \u0001apps/immich/url\u0001/x');
  });
  it.each([
    '<%% set x = apps.a.url %%>',
    '<%% set x %%><% apps.a.url %><%% endset %%>',
    '<%% if apps.a.url %%>x<%% endif %%>',
    '<%% for x in apps %%>x<%% endfor %%>',
    '<%% filter upper %%><% apps.a.url %><%% endfilter %%>',
    '<%% macro m(a) %%><% a %><%% endmacro %%><% m(apps.a.url) %>',
    '<%% macro m() %%><% apps.a.url %><%% endmacro %%><% m() | upper %>',
    '<%% include apps.a.url %%>',
  ])('is refused in %s', (text) => {
    expect(first(text)).toMatchObject({ code: 'template-refused' });
  });
});

describe('the budget', () => {
  it.each([
    [{ steps: 10 }, '<%% for x in [1, 2, 3, 4] %%><% x %><%% endfor %%>'],
    [{ characters: 10 }, 'more than ten characters'],
    [{ items: 3 }, '<% range(4) | length %>'],
    [{ argument: 3 }, '<% "a" | center(4) %>'],
    [{ depth: 1 }, '<%% macro a() %%>x<%% endmacro %%><%% macro b() %%><% a() %><%% endmacro %%><% b() %>'],
    [{ levels: 3 }, '<% ((1 + 2) + 3) + 4 %>'],
  ])('%o', (budget, text) => {
    expect(render(text, budget).problems).toMatchObject([{ code: 'template-budget' }]);
    expect(render(text).problems).toEqual([]);
  });
});
