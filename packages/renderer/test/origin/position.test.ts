import { describe, expect, it } from 'vitest';
import { positionOf } from '../../src/origin/position.ts';

const text = `# a comment
name: romm
workload:
  image: "x <% a %>"
  env: { A: 1, "B/C": two }
  long: >-
    one
    two \${X}
  literal: |
    first
      \${Y}
  quoted: "a\\n\${Z}"
  single: 'it''s \${W}'
  list:
    - one
    - { two: 2 }
`;
const file = { path: 'app.yaml', text };
const charAt = ({ line, column }: { line: number; column: number }): string =>
  text.split('\n')[line - 1]!.slice(column - 1);

describe('positionOf', () => {
  it.each([
    ['/name', '2:7'],
    ['/workload', '3:1'],
    ['/workload/image', '4:10'],
    ['/workload/env', '5:8'],
    ['/workload/env/B~1C', '5:23'],
    ['/workload/list/1/two', '16:14'],
    ['/workload/absent', '3:1'],
    ['/nowhere/at/all', '2:1'],
    ['', '2:1'],
  ])('finds %s', (pointer, expected) => {
    const { line, column } = positionOf(file, pointer);
    expect(`${line}:${column}`).toBe(expected);
  });

  it('finds a key', () => {
    expect(positionOf(file, '/workload/env/B~1C', undefined, true)).toEqual({ line: 5, column: 16 });
  });

  it.each([
    ['/workload/image', 'x <% a %>', '<%'],
    ['/workload/long', 'one two ${X}', '${X}'],
    ['/workload/literal', 'first\n  ${Y}\n', '${Y}'],
    ['/workload/quoted', 'a\n${Z}', '${Z}'],
    ['/workload/single', "it's ${W}", '${W}'],
  ])('finds an offset in the value of %s', (pointer, value, wanted) => {
    expect(charAt(positionOf(file, pointer, value.indexOf(wanted)))).toMatch(
      new RegExp(`^${wanted.replaceAll(/[${}]/g, '\\$&')}`),
    );
  });

  it('counts an offset in a text file', () => {
    expect(positionOf({ path: 't', text: 'a\nbc\n' }, '', 3)).toEqual({ line: 2, column: 2 });
  });
});
