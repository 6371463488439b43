import { describe, expect, it } from 'vitest';
import { renderScalar } from '../../../src/compile/template/scalar.ts';
import { opaqueText } from '../../../src/model/opaque.ts';
import { names } from './fixture.ts';

const plain = (text: string) => renderScalar(text, names, { keepType: true });
const quoted = (text: string) => renderScalar(text, names, { keepType: false });
const outcome = (result: ReturnType<typeof plain>) => ('value' in result ? result.value : result.problem);
const problemOf = (result: ReturnType<typeof plain>) => ('problem' in result ? result.problem : result);

describe('a scalar', () => {
  it.each([
    ['text without an expression', 'a: {{ b }} ${C} %> <# #>', 'a: {{ b }} ${C} %> <# #>'],
    ['comment marks are text', 'a <# b #> #> <% ports.http %>', 'a <# b #> #> 8080'],
    ['a number', '<% ports.http %>', 8080],
    ['a truth value', '<% cluster.has.oidc %>', false],
    ['a list', '<% vars.tags %>', ['a', 'b', 'c']],
    ['a map', '<% ports %>', { http: 8080, bt: 6881 }],
    ['a comparison', '<% ports.http > 1000 %>', true],
    ['joined', '<% ports.http %>,<% ports.bt %>', '8080,6881'],
    ['a space makes it text', '<% ports.http %> ', '8080 '],
    ['a large number in text', 'x<% 10 ** 21 %>', 'x1000000000000000000000'],
    ['a small number in text', 'x<% 1 / 10000000 %>', 'x0.0000001'],
    ['several lines', 'a\n<% app.name %>\n\nb\n', 'a\nromm\n\nb\n'],
    ['the text <%', '<% "<%" %> x', '<% x'],
  ])('keeps the type when plain: %s', (_name, text, expected) => {
    expect(outcome(plain(text))).toEqual(expected);
  });

  it.each([
    ['<% ports.http %>', '8080'],
    ['<% cluster.has.metrics %>', 'true'],
    ['<% vars.empty %>', ''],
  ])('is text when quoted: %s', (text, expected) => {
    expect(outcome(quoted(text))).toBe(expected);
  });

  it('gives lists and maps of its own, so that no anchors come out', () => {
    const value = outcome(plain('<% vars.nested %>'));
    expect(value).toEqual({ deep: { key: 'v' } });
    expect(value).not.toBe((names['vars'] as Record<string, unknown>)['nested']);
  });

  it.each([
    ['nothing', 'a<% vars.nothing %>', 'template-undefined'],
    ['nothing alone', '<% vars.nothing %>', 'template-undefined'],
    ['an inline if without else', 'a<% "b" if cluster.has.oidc %>', 'template-undefined'],
    ['the first of an empty list', '<% [] | first %>', 'template-undefined'],
    ['a list in text', 'a<% vars.tags %>', 'template-type'],
    ['a map in quotes', '<% ports %>', 'template-type', false],
    ['two names for a number', '<% "a" + 1 %>', 'template-type'],
    ['order of unlike things', '<% "a" < 1 %>', 'template-type'],
    ['an exact number too large', '<% 9007199254740993 %>', 'template-syntax'],
    ['comparisons in a chain', '<% 1 < 2 < 3 %>', 'template-refused'],
    ['a filter with too many arguments', '<% "a" | upper(1) %>', 'template-type'],
    ['a filter with an unknown argument', '<% "a" | indent(wide=1) %>', 'template-undefined'],
    ['arguments twice', '<% "a" | indent(1, width=2) %>', 'template-type'],
    ['a second list of arguments', '<% "a" | replace("a", "b")("c") %>', 'template-syntax'],
    ['a dot after a filter', '<% "a" | upper().b %>', 'template-syntax'],
    ['brackets that do not match', '<% [1) %>', 'template-syntax'],
    ['characters outside names', '<% a&b %>', 'template-syntax'],
    ['an index of nothing', '<% vars.tags[] %>', 'template-syntax'],
    ['an index beyond the end', '<% vars.tags[3] %>', 'template-undefined'],
    ['default without a value', '<% x | default %>', 'template-type'],
    ['not closed', 'https://<% route.host', 'template-syntax'],
    ['empty', '<% %>', 'template-syntax'],
    ['only a start', '<%', 'template-syntax'],
    ['a start in a tag', '<% a <% b %>', 'template-syntax'],
  ])('refuses %s', (_name, text, code, keepType = true) => {
    expect(problemOf(renderScalar(text as string, names, { keepType: keepType as boolean }))).toMatchObject({ code });
  });
});

describe('the place and the hint of a problem', () => {
  it.each([
    ['<% rout.host %>', 1, 4, 'Did you mean route?', 'there is no name `rout`'],
    ['a\nb: <% route.hos %>', 2, 13, 'Did you mean route.host?', '`route` has no `hos`'],
    ['<% route.host | uper %>', 1, 17, 'Did you mean upper?', 'there is no filter `uper`'],
    ['<% app.name is lover %>', 1, 16, 'Did you mean lower?', 'there is no test `lover`'],
    ['ä🚀<% "x" ~ rout %>', 1, 13, 'Did you mean route?', 'there is no name `rout`'],
  ])('%s', (text, line, column, hint, message) => {
    const problem = problemOf(plain(text));
    expect(problem).toMatchObject({ code: 'template-undefined', line, column, hint, message });
    const lines = text.split('\n');
    const before = lines.slice(0, line - 1).reduce((length, each) => length + each.length + 1, 0);
    expect(problem).toMatchObject({ offset: before + column - 1 });
  });

  it.each([
    ['<% secrets.cloudflare-api-token %>', 'secrets["cloudflare-api-token"]'],
    ['<% secrets.cloudflare-api-token.name %>', 'secrets["cloudflare-api-token"].name'],
    ['x<% secrets.romm-db.name %>', 'secrets["romm-db"].name'],
    ['<% ports.http-alt %>', 'ports["http-alt"]'],
    ['<% apps.cert-manager.url %>', 'apps["cert-manager"].url'],
  ])('a name with a dash: %s', (text, written) => {
    expect(problemOf(plain(text))).toMatchObject({
      hint: `\`-\` subtracts; a name with a dash is written \`${written}\`.`,
    });
  });

  it('a real subtraction is none of that', () => {
    expect(outcome(plain('<% ports.http - ports.bt %>'))).toBe(1199);
  });
});

describe('what is read of another app', () => {
  it.each([
    ['<% apps.immich.url %>', '\u0001apps/immich/url\u0001'],
    [
      'http://<% apps["cert-manager"].host %>:80/<% apps.a.namespace %>',
      'http://\u0001apps/cert-manager/host\u0001:80/\u0001apps/a/namespace\u0001',
    ],
  ])('is printed as a marker: %s', (text, expected) => {
    expect(outcome(plain(text))).toBe(expected);
    expect(outcome(quoted(text))).toBe(expected);
  });

  it.each([
    '<% apps.a.url | upper %>',
    '<% apps.a.url | default("x") %>',
    '<% "x" if apps.a.url else "y" %>',
    '<% apps.a.url if true else "y" %>',
    '<% apps.a.url ~ "/x" %>',
    '<% apps.a.url == "x" %>',
    '<% "x" in apps.a.url %>',
    '<% apps.a.url is defined %>',
    '<% [apps.a.url] | dump %>',
    '<% { "a": apps.a.url } | dump %>',
    '<% not apps.a.url %>',
    '<% apps.a %>',
    '<% apps %>',
    '<% apps | dump %>',
    '<% vars[apps.a.url] %>',
    '<% range(apps.a.url) %>',
  ])('is refused elsewhere: %s', (text) => {
    expect(problemOf(plain(text))).toMatchObject({ code: 'template-refused' });
  });

  it.each([
    '<% apps.a.ulr %>',
    '<% apps.A_B.url %>',
    '<% apps["../x"].url %>',
    '<% apps.a.url.x %>',
    '<% apps.a.ulr is defined %>',
  ])('does not exist: %s', (text) => {
    expect(problemOf(plain(text))).toMatchObject({ code: 'template-undefined' });
  });

  it('holds for opaque values in the table of names, also inside a map', () => {
    const opaque = { later: opaqueText('\u0001x\u0001'), map: { a: opaqueText('\u0001y\u0001') } };
    const render = (text: string) => outcome(renderScalar(text, opaque, { keepType: true }));
    expect(render('<% later %>/<% map.a %>')).toBe('\u0001x\u0001/\u0001y\u0001');
    expect(render('<% later | upper %>')).toMatchObject({ code: 'template-refused' });
    expect(render('<% map %>')).toMatchObject({ code: 'template-refused' });
    expect(render('<% map | dump %>')).toMatchObject({ code: 'template-refused' });
  });
});

describe('roots', () => {
  const render = (text: string, roots: string[]) => outcome(renderScalar(text, names, { keepType: true, roots }));
  it('limit what default and is defined may cover', () => {
    expect(render('<% auth.oidc.issuer | default("none") %>', ['auth'])).toBe('none');
    expect(render('<% auth is defined %>', ['auth'])).toBe(false);
    expect(render('<% aut.oidc.issuer | default("none") %>', ['auth'])).toMatchObject({
      code: 'template-undefined',
      hint: 'Did you mean auth?',
    });
  });
});
