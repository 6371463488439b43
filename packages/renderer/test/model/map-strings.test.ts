import { describe, expect, it } from 'vitest';
import { mapStrings } from '../../src/model/map-strings.ts';

describe('mapStrings', () => {
  it('maps strings that hold the mark, keys too, with the path of each', () => {
    const seen: string[] = [];
    const mapped = mapStrings({ a: ['x', '$y', 1], $k: { c: 'z$' }, n: null }, '$', (text, path, isKey) => {
      seen.push(`${path.join('/')} ${isKey}`);
      return text.toUpperCase();
    });
    expect(mapped).toEqual({ a: ['x', '$Y', 1], $K: { c: 'Z$' }, n: null });
    expect(seen).toEqual(['a/1 false', '$k true', '$k/c false']);
    expect(Object.keys(mapped as object)).toEqual(['a', '$K', 'n']);
  });

  it('gives back the same value where nothing changes, and does not touch the one it was given', () => {
    const value = { a: ['$x'], b: { c: 'y' } };
    expect(mapStrings(value, '$', (text) => text)).toBe(value);
    const mapped = mapStrings(value, '$', () => 'new') as typeof value;
    expect([mapped.b === value.b, value.a, mapped.a]).toEqual([true, ['$x'], ['new']]);
  });
});
