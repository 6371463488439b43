import { describe, expect, it } from 'vitest';
import { parseDefinition } from '../../../src/compile/load/parse-definition.ts';

const faultsOf = (text: string): string[] =>
  parseDefinition('app.yaml', text).diagnostics.map(
    ({ place, code, message, hint }) => `${place?.line}:${place?.column} ${code} ${message}${hint ? ` | ${hint}` : ''}`,
  );

describe('parseDefinition', () => {
  it('gives plain data and the pointers of quoted expressions', () => {
    const { file, diagnostics } = parseDefinition(
      'app.yaml',
      'a: "<% x %>"\nb: <% x %>\nc: { "d/e": \'<% y %>\' }\nf:\n  - |\n    <% z %>\n  - "no expression"\nn: 3\nt: true\ne:\n',
    );
    expect(diagnostics).toEqual([]);
    expect(file?.data).toEqual({
      a: '<% x %>',
      b: '<% x %>',
      c: { 'd/e': '<% y %>' },
      f: ['<% z %>\n', 'no expression'],
      n: 3,
      t: true,
      e: null,
    });
    expect([...(file?.quoted ?? [])]).toEqual(['/a', '/c/d~1e', '/f/0']);
  });

  it('reads YAML 1.2: yes and no are text, 0o17 is octal', () => {
    expect(parseDefinition('a', 'a: yes\nb: NO\nc: 0o17\nd: 1.5').file?.data).toEqual({
      a: 'yes',
      b: 'NO',
      c: 15,
      d: 1.5,
    });
  });

  it('reads an empty file as an empty map', () => {
    expect(parseDefinition('a', '# nothing\n').file?.data).toEqual({});
  });

  it('takes a byte order mark and Windows line ends', () => {
    expect(parseDefinition('a', '\uFEFFa: 1\r\nb: 2\r\n').file?.data).toEqual({ a: 1, b: 2 });
  });

  it.each([
    ['an anchor', 'a: &x 1', '1:7 yaml-syntax found the anchor &x, expected none'],
    ['an alias', 'b: *x', '1:4 yaml-syntax found the alias *x, expected its value'],
    ['a tag', 'a: !!str 1', '1:10 yaml-syntax found the tag'],
    ['a merge key', 'a: 1\n<<: { b: 2 }', '2:1 yaml-syntax found the merge key <<'],
    ['a key twice', 'a: 1\nb: 2\na: 3', '3:1 yaml-syntax found the key "a" twice'],
    ['the key __proto__', 'a: { __proto__: { polluted: true } }', '1:6 yaml-syntax found the key __proto__'],
    ['a second document', 'a: 1\n---\nb: 2', 'yaml-syntax found a second document'],
    ['a directive', '%YAML 1.1\n---\na: yes', '1:1 yaml-syntax found a %YAML directive'],
    ['a leading zero', 'mode: 0644', '1:7 ambiguous-number found 0644, which YAML reads as the number 644'],
    ['a version in env', 'env: { V: 1.10 }', '1:11 ambiguous-number found 1.10, which YAML reads as the number 1.1'],
    ['a number too large', 'id: 12345678901234567890', '1:5 ambiguous-number found the number 12345678901234567890'],
    ['a tab', 'a:\n\tb: 1', 'Indent with spaces.'],
    ['a placeholder in flow style', 'a: 1\nb: { c: ${X} }', 'quote it'],
    ['a bracket in an expression in flow style', 'b: { c: <% a["b"] %> }', 'quote it'],
    ['a template of another tool', 'a: {{ .x }}', '1:5 yaml-syntax'],
    ['a comma in flow style', 'r: { reason: one, and two }', '1:19 yaml-syntax found "and two" without a value'],
  ])('refuses %s', (_what, text, expected) => {
    const [first] = faultsOf(text);
    expect(first).toContain(expected);
  });

  it('does not pollute prototypes', () => {
    parseDefinition('a', '__proto__: { polluted: true }\nconstructor: { prototype: { polluted: true } }');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('tells all faults of a well-formed file at once', () => {
    expect(faultsOf('a: &x 1\nb: !!int 2\nb: 3')).toHaveLength(3);
  });
});
