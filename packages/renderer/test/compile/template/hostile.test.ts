import { describe, expect, it } from 'vitest';
import { defaultBudget } from '../../../src/compile/template/budget.ts';
import { renderScalar } from '../../../src/compile/template/scalar.ts';
import { renderTextTemplate } from '../../../src/compile/template/text.ts';
import { names } from './fixture.ts';

type Code = 'syntax' | 'undefined' | 'refused' | 'type' | 'budget';

const files: Record<string, string> = {
  'self.yaml': 'x<%% include "self.yaml" %%>',
  'ping.yaml': '<%% include "pong.yaml" %%>',
  'pong.yaml': '<%% include "ping.yaml" %%>',
  'selfimport.yaml': '<%% import "selfimport.yaml" as me %%>',
  'macros.yaml': '<%% macro label(x) %%><% x %><%% endmacro %%>',
  'blind.yaml': '<%% macro host() %%><% route.host %><%% endmacro %%>',
  'loop.yaml': '<%% macro again() %%><%% include "caller.yaml" %%><%% endmacro %%><% again() %>',
  'caller.yaml': '<%% include "loop.yaml" %%>',
};

const repeat = (text: string, count: number) => text.repeat(count);
const doubling = (start: string, step: string, times = 60) =>
  `<%% set a = ${start} %%><%% for i in range(${times}) %%><%% set a = ${step} %%><%% endfor %%>`;

const hostile: [name: string, code: Code, text: string][] = [
  // ways to code
  ['constructor of a function', 'refused', '<% range.constructor("return process.version")() %>'],
  ['constructor of a text', 'refused', '<% "".constructor %>'],
  ['constructor of a list', 'refused', '<% [].constructor %>'],
  ['constructor of a map', 'refused', '<% vars.constructor %>'],
  ['constructor of a number', 'refused', '<% (1).constructor %>'],
  ['constructor under default', 'refused', '<% vars.constructor | default("x") %>'],
  ['constructor asked for', 'refused', '<% vars.constructor is defined %>'],
  ['constructor as a name', 'refused', '<% constructor %>'],
  ['__proto__', 'refused', '<% vars.__proto__ %>'],
  ['__proto__ as a name', 'refused', '<% __proto__ %>'],
  ['__proto__ in brackets', 'refused', '<% vars["__proto__"] %>'],
  ['a computed prototype key', 'refused', '<% vars["__pro" ~ "to__"] %>'],
  ['a computed key from a list', 'refused', '<% vars[["construct", "or"] | join] %>'],
  ['prototype', 'refused', '<% vars.prototype %>'],
  ['a getter to be made', 'refused', '<% vars.__defineGetter__("x", range) %>'],
  ['a getter to be found', 'refused', '<% vars.__lookupGetter__ %>'],
  ['toString', 'refused', '<% vars.toString() %>'],
  ['valueOf', 'refused', '<% vars.color.valueOf %>'],
  ['hasOwnProperty', 'refused', '<% vars.hasOwnProperty("color") %>'],
  ['a method of a text', 'refused', '<% "a".toUpperCase() %>'],
  ['a method of a list', 'refused', '<% vars.tags.push("x") %>'],
  ['call of a result', 'refused', '<% range(3)(1) %>'],
  ['call of a literal', 'refused', '<% "x"() %>'],
  ['call of a value', 'refused', '<% app.name() %>'],
  ['a prototype key of a map literal', 'refused', '<% { "__proto__": 1 } | dump %>'],
  ['range as a value', 'refused', '<% range %>'],
  ['range handed on', 'refused', '<% [range] | first %>'],
  ['call and apply of range', 'refused', '<% range.call(1) %>'],
  ['process', 'undefined', '<% process.env.HOME %>'],
  ['globalThis', 'undefined', '<% globalThis %>'],
  ['require', 'undefined', '<% require("fs") %>'],
  ['this', 'undefined', '<% this %>'],
  ['self', 'undefined', '<% self.x %>'],
  ['env of nunjucks', 'undefined', '<% env.opts %>'],
  ['cycler', 'refused', '<% cycler("a", "b").next() %>'],
  ['cycler in set', 'refused', '<%% set c = cycler("a", "b") %%>'],
  ['joiner', 'refused', '<% joiner(",")() %>'],
  ['super', 'refused', '<% super() %>'],
  ['caller', 'refused', '<%% macro m() %%><% caller() %><%% endmacro %%><% m() %>'],
  ['a call block', 'refused', '<%% call m() %%>x<%% endcall %%>'],
  ['a macro printed', 'refused', '<%% macro m() %%>x<%% endmacro %%><% m %>'],
  ['a field of a macro', 'refused', '<%% macro m() %%>x<%% endmacro %%><% m.constructor %>'],
  ['internals of a macro', 'refused', '<%% macro m() %%>x<%% endmacro %%><% m.home %>'],
  ['a macro handed on', 'refused', '<%% macro m(f) %%>x<%% endmacro %%><% m(m) %>'],
  ['a macro kept', 'refused', '<%% macro m() %%>x<%% endmacro %%><%% set n = m %%>'],
  ['an import printed', 'refused', '<%% import "macros.yaml" as m %%><% m %>'],
  ['the prototype of an import', 'refused', '<%% import "macros.yaml" as m %%><% m.constructor("x") %>'],
  ['names of macros in kwargs', 'undefined', '<%% macro m(a) %%>x<%% endmacro %%><% m(__keywords=true) %>'],
  ['set of a member', 'syntax', '<%% set vars.color = 1 %%>'],
  ['set of a prototype', 'refused', '<%% set __proto__ = 1 %%>'],
  ['a loop over a prototype name', 'refused', '<%% for __proto__ in [1] %%>x<%% endfor %%>'],
  // filters over attributes
  ['map(attribute)', 'undefined', '<% sources | map(attribute="constructor") %>'],
  ['selectattr of a prototype', 'refused', '<% sources | selectattr("constructor") | length %>'],
  ['rejectattr of a prototype', 'refused', '<% sources | rejectattr("__proto__") | length %>'],
  ['groupby of a prototype', 'refused', '<% sources | groupby("constructor") | dump %>'],
  ['groupby over a dotted prototype', 'refused', '<% sources | groupby("__proto__.x") | dump %>'],
  ['a group called __proto__', 'refused', '<% [{ "k": "__proto__" }] | groupby("k") | dump %>'],
  ['sort by a prototype', 'refused', '<% sources | sort(attribute="constructor.name") | length %>'],
  ['sum of a prototype', 'refused', '<% sources | sum("toString") %>'],
  ['join of a prototype', 'refused', '<% sources | join(",", "constructor") %>'],
  ['select by an unknown test', 'undefined', '<% [1] | select("constructor") | dump %>'],
  ['a filter called constructor', 'undefined', '<% 1 | constructor %>'],
  ['a filter called __proto__', 'undefined', '<% 1 | __proto__ %>'],
  ['a test called constructor', 'undefined', '<% 1 is constructor %>'],
  ['random', 'refused', '<% [1, 2] | random %>'],
  ['safe', 'refused', '<% "x" | safe %>'],
  ['a regular expression', 'refused', '<% "aaaa" | replace(r/(a+)+$/g, "") %>'],
  ['callable', 'refused', '<% range is callable %>'],
  // inheritance, waiting, raw
  ['extends', 'refused', '<%% extends "macros.yaml" %%>'],
  ['block', 'refused', '<%% block a %%>x<%% endblock %%>'],
  ['asyncEach', 'refused', '<%% asyncEach x in [1] %%>x<%% endeach %%>'],
  ['asyncAll', 'refused', '<%% asyncAll x in [1] %%>x<%% endall %%>'],
  ['ifAsync', 'refused', '<%% ifAsync true %%>x<%% endif %%>'],
  ['raw', 'refused', '<%% raw %%><% x %><%% endraw %%>'],
  ['verbatim', 'refused', '<%% verbatim %%>x<%% endverbatim %%>'],
  ['switch', 'refused', '<%% switch 1 %%><%% case 1 %%>x<%% endswitch %%>'],
  ['a refused tag in a branch not taken', 'refused', '<%% if false %%><%% block a %%>x<%% endblock %%><%% endif %%>'],
  ['an unknown filter in a branch not taken', 'undefined', '<% 1 if true else (1 | nosuch) %>'],
  // files
  ['an absolute path', 'refused', '<%% include "/etc/passwd" %%>'],
  ['a path out', 'refused', '<%% include "../../secrets.yaml" %%>'],
  ['a path out in the middle', 'refused', '<%% include "a/../../x.yaml" %%>'],
  ['a path out by import', 'refused', '<%% import "../x.yaml" as x %%>'],
  ['a path out by from', 'refused', '<%% from "/etc/passwd" import x %%>'],
  ['a computed path out', 'refused', '<%% include "." ~ "./x.yaml" %%>'],
  ['a path with backslashes', 'refused', '<%% include "..\\\\x.yaml" %%>'],
  ['a drive', 'refused', '<%% include "C:/x.yaml" %%>'],
  ['a home folder', 'refused', '<%% include "~/x.yaml" %%>'],
  ['an address', 'refused', '<%% include "https://example.com/x.yaml" %%>'],
  ['a file that read does not give (a link out)', 'undefined', '<%% include "link.yaml" %%>'],
  ['a missing file, ignored', 'refused', '<%% include "nosuch.yaml" ignore missing %%>'],
  ['a path that is no text', 'type', '<%% include ["macros.yaml"] %%>'],
  ['a self-include', 'refused', '<%% include "self.yaml" %%>'],
  ['mutual includes', 'refused', '<%% include "ping.yaml" %%>'],
  ['a self-import', 'refused', '<%% import "selfimport.yaml" as m %%>'],
  ['a circle through a macro', 'refused', '<%% include "loop.yaml" %%>'],
  ['a macro without context', 'undefined', '<%% import "blind.yaml" as b %%><% b.host() %>'],
  // work without end
  [
    'nested loops without end',
    'budget',
    '<%% for a in range(9999) %%><%% for b in range(9999) %%><% a %><%% endfor %%><%% endfor %%>',
  ],
  [
    'nested loops that print nothing',
    'budget',
    '<%% for a in range(9999) %%><%% for b in range(9999) %%><%% endfor %%><%% endfor %%>',
  ],
  ['a macro without end', 'budget', '<%% macro m() %%><% m() %><%% endmacro %%><% m() %>'],
  [
    'two macros without end',
    'budget',
    '<%% macro a() %%><% b() %><%% endmacro %%><%% macro b() %%><% a() %><%% endmacro %%><% a() %>',
  ],
  [
    'a macro that doubles',
    'budget',
    '<%% macro m(n) %%><%% if n %%><% m(n - 1) %><% m(n - 1) %><%% endif %%><%% endmacro %%><% m(39) %>',
  ],
  ['a huge range', 'budget', '<% range(999999999) | length %>'],
  ['a range backwards', 'budget', '<% range(0, -999999999, -1) | length %>'],
  ['a range with step 0', 'type', '<% range(0, 5, 0) | length %>'],
  ['a range of fractions', 'type', '<% range(0, 1, 0.0000001) | length %>'],
  ['center', 'budget', '<% "x" | center(999999999) %>'],
  ['indent', 'budget', '<% "x\\ny" | indent(999999999) %>'],
  ['dump with spaces', 'budget', '<% [1] | dump(999999999) %>'],
  ['round to many places', 'budget', '<% 1.5 | round(999999999) %>'],
  ['batch of one large row', 'budget', '<% [1] | batch(999999999, "x") %>'],
  ['slices', 'budget', '<% [1] | slice(999999999) %>'],
  ['slices of nothing', 'type', '<% [1] | slice(0) %>'],
  ['a text times a number', 'type', '<% "x" * 999999999 %>'],
  ['a list plus a list', 'type', '<% [1] + [2] %>'],
  ['towers of powers', 'budget', '<% 9 ** 9 ** 9 ** 9 ** 9 %>'],
  ['a division by zero', 'type', '<% 1 / 0 %>'],
  ['a remainder by zero', 'type', '<% 1 % 0 %>'],
  ['doubling by ~', 'budget', doubling('"aaaaaaaa"', 'a ~ a')],
  ['doubling by +', 'budget', doubling('"aaaaaaaa"', 'a + a')],
  ['doubling by replace', 'budget', doubling('"aaaaaaaa"', 'a | replace("a", "aa")')],
  ['doubling by replace of nothing', 'budget', doubling('"aaaaaaaa"', 'a | replace("", a)')],
  ['doubling by join', 'budget', doubling('"aaaaaaaa"', '[a, a] | join(a)')],
  ['doubling by indent', 'budget', doubling('"a\\na\\n"', 'a ~ (a | indent(900))')],
  ['doubling by urlencode', 'budget', doubling('"%%%%"', 'a | urlencode | replace("2", "%%")')],
  [
    'doubling by a block set',
    'budget',
    '<%% set a = "aaaaaaaa" %%><%% for i in range(60) %%><%% set a %%><% a %><% a %><%% endset %%><%% endfor %%>',
  ],
  ['a doubling list, dumped', 'budget', `${doubling('[1]', '[a, a]', 35)}<% a | dump %>`],
  ['a doubling list, joined', 'type', `${doubling('[1]', '[a, a]', 35)}<% a | join %>`],
  ['a doubling list, printed', 'type', `${doubling('[1]', '[a, a]', 35)}<% a %>`],
  ['a doubling list, compared', 'type', `${doubling('[1]', '[a, a]', 35)}<% a < a %>`],
  ['a doubling list, sorted', 'type', `${doubling('[1]', '[a, a]', 35)}<% [a, a] | sort | length %>`],
  ['a deep list, dumped', 'budget', `${doubling('[1]', '[a]', 5000)}<% a | dump %>`],
  ['a list of characters', 'budget', `${doubling('"aaaaaaaa"', 'a ~ a', 12)}<% a | list | length %>`],
  [
    'output without end',
    'budget',
    `${doubling('"aaaaaaaa"', 'a ~ a', 14)}<%% for i in range(9999) %%><% a %><%% endfor %%>`,
  ],
  ['deep brackets', 'budget', `<% ${repeat('(', 5000)}1${repeat(')', 5000)} %>`],
  ['deep lists', 'budget', `<% ${repeat('[', 5000)}1${repeat(']', 5000)} %>`],
  ['deep maps', 'budget', `<% ${repeat('{"a":', 5000)}1${repeat('}', 5000)} %>`],
  ['many nots', 'budget', `<% ${repeat('not ', 100_000)}1 %>`],
  ['many signs', 'budget', `<% ${repeat('- ', 1500)}1 %>`],
  ['a long sum', 'budget', `<% 1${repeat(' + 1', 900)} %>`],
  ['a long chain of filters', 'budget', `<% "a"${repeat(' | upper', 500)} %>`],
  ['a long chain of members', 'budget', `<% a${repeat('.b', 600)} %>`],
  ['deep blocks', 'budget', `${repeat('<%% if true %%>', 5000)}x${repeat('<%% endif %%>', 5000)}`],
  ['many alternatives', 'budget', `<%% if false %%>${repeat('<%% elif false %%>', 5000)}x<%% endif %%>`],
  ['a text too long', 'budget', `<% 1 %>${repeat('x', 300_000)}`],
  ['blanks before a trimmed tag', 'undefined', `${repeat(' ', 200_000)}x<%%- if missing %%><%% endif %%>`],
  ['many blanks in a text', 'undefined', `<% "${repeat(' ', 100_000)}x" ~ missing %>`],
];

const read = (name: string) => (Object.hasOwn(files, name) ? { file: name, text: files[name]! } : undefined);

describe('hostile templates are refused with bounded work', () => {
  it.each(hostile)('%s', (_name, code, text) => {
    const rendered = renderTextTemplate({ file: 'main.yaml', text, names, read });
    expect(rendered.problems.map((problem) => problem.code)).toEqual([`template-${code}`]);
    expect(rendered.text).toBe('');
    expect(rendered.steps).toBeLessThanOrEqual(2 * defaultBudget.steps);
    const [problem] = rendered.problems;
    expect(problem!.message).not.toBe('');
    expect(problem!.offset).toBeLessThanOrEqual((files[problem!.file!] ?? text).length);
  });

  it('are at least sixty', () => {
    expect(hostile.length).toBeGreaterThanOrEqual(60);
  });

  it.each(hostile.filter(([, , text]) => !text.includes('<%%')))('in a scalar: %s', (_name, code, text) => {
    const result = renderScalar(text, names, { keepType: true });
    expect('problem' in result ? result.problem.code : result).toBe(`template-${code}`);
  });

  it('blocks have no place in a scalar', () => {
    const result = renderScalar('<%% for x in range(9) %%>x<%% endfor %%>', names, { keepType: true });
    expect(result).toMatchObject({ problem: { code: 'template-refused', line: 1, column: 1 } });
  });

  it('a key of the data may bear a name of a prototype', () => {
    const own = JSON.parse('{"vars":{"constructor":"mine","toString":"text"}}');
    expect(renderScalar('<% vars.constructor %>-<% vars["toString"] %>', own, { keepType: true })).toMatchObject({
      value: 'mine-text',
    });
  });

  it('leaves the prototypes and the names as they were', () => {
    const before = JSON.stringify(names);
    for (const [, , text] of hostile) renderTextTemplate({ file: 'main.yaml', text, names, read });
    expect(JSON.stringify(names)).toBe(before);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});
