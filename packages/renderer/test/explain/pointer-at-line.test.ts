import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { pointerAtLine } from '../../src/explain/pointer-at-line.ts';

const text = [
  '# Rendered.',
  '---',
  'kind: One',
  'metadata:',
  '  name: one',
  'list:',
  '  - name: a',
  '    port: 1',
  '  - plain',
  'script: |',
  '  first',
  '',
  '  last',
  'flow: { x: 1 }',
  '---',
  'kind: Two',
  'data:',
  '  a/b: "1"',
  '',
].join('\n');

describe('pointerAtLine', () => {
  it.each<[line: number, document: number, pointer: string]>([
    [1, 0, ''],
    [2, 0, ''],
    [3, 0, '/kind'],
    [4, 0, '/metadata'],
    [5, 0, '/metadata/name'],
    [6, 0, '/list'],
    [7, 0, '/list/0/name'],
    [8, 0, '/list/0/port'],
    [9, 0, '/list/1'],
    [10, 0, '/script'],
    [11, 0, '/script'],
    [12, 0, '/script'],
    [13, 0, '/script'],
    [14, 0, '/flow/x'],
    [16, 1, '/kind'],
    [18, 1, '/data/a~1b'],
  ])('line %i is %i %s', (line, document, pointer) => {
    expect(pointerAtLine(text, line)).toEqual({ document, pointer });
  });

  it('is undefined outside the file', () => {
    expect(pointerAtLine(text, 0)).toBeUndefined();
    expect(pointerAtLine(text, 99)).toBeUndefined();
  });

  it('finds every key of whatever is written, on the line it stands on', () => {
    const leaf = fc.constantFrom('x', 1, true, 'two words', 'a: b');
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.dictionary(
        fc.stringMatching(/^[a-z]{1,5}$/u),
        fc.oneof({ maxDepth: 3 }, leaf, tie('tree'), fc.array(leaf, { maxLength: 3 })),
        { maxKeys: 4 },
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        const lines = stringify(value).split('\n');
        for (const [index, line] of lines.entries()) {
          const key = /^\s*([a-z]+):/u.exec(line)?.[1];
          if (key === undefined || line.includes('{')) continue;
          expect(
            pointerAtLine(lines.join('\n'), index + 1)
              ?.pointer.split('/')
              .at(-1),
          ).toBe(key);
        }
      }),
      { numRuns: 40 },
    );
  });
});
