import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { validateMerged, validateWritten } from '../src/index.ts';
import { appMistakes } from './fixtures/app-mistakes.ts';
import { otherMistakes } from './fixtures/other-mistakes.ts';

const mistakes = [...appMistakes, ...otherMistakes];

describe('one mistake gives one problem, in words', () => {
  it.each(mistakes)('$kind: $name', ({ kind, yaml, merged, pointer, code, message, hint }) => {
    const problems = (merged ? validateMerged : validateWritten)(kind, parse(yaml));
    expect(problems).toEqual([expect.objectContaining({ pointer, code, message: expect.stringContaining(message) })]);
    if (hint !== undefined) expect(problems[0]?.hint).toContain(hint);
    expect(problems[0]?.found).not.toBe('');
    expect(problems[0]?.expected).not.toBe('');
  });

  it('marks a problem of a key as one', () => {
    expect(validateWritten('app', parse('name: a\ndescription: b\nworkoad: {}'))).toMatchObject([
      { pointer: '/workoad', key: true },
    ]);
    expect(validateWritten('app', parse('name: a\ndescription: b\nenabled: 1'))[0]).not.toHaveProperty('key');
  });

  it('tells every mistake of a file in one pass', () => {
    const file =
      'name: Romm\nworkload: { imgae: x, replicas: two, ports: { http: 0 } }\nstorage: { a: { size: x }, b: { shared: media, size: 1Gi } }\nfoo: 1';
    expect(
      validateWritten('app', parse(file))
        .map(({ pointer }) => pointer)
        .sort(),
    ).toEqual(
      [
        '',
        '/foo',
        '/name',
        '/storage/a/size',
        '/storage/b',
        '/workload/imgae',
        '/workload/ports/http',
        '/workload/replicas',
      ].sort(),
    );
  });

  it('covers the four kinds with sixty or more', () => {
    expect(mistakes.length).toBeGreaterThanOrEqual(60);
    expect(new Set(mistakes.map(({ kind }) => kind)).size).toBe(4);
  });
});
