import { expect, it } from 'vitest';
import { didYouMean, nearest } from '../../src/index.ts';

it.each([
  ['imgae', ['image', 'args'], 'image'],
  ['Storage', ['storage'], 'storage'],
  ['prots', ['ports', 'probes'], 'ports'],
  ['b', ['a', 'c'], 'a'],
  ['zzzz', ['image', 'args'], undefined],
  ['', ['image'], undefined],
  ['image', ['image'], undefined],
])('%s of %j is %s', (written, candidates, meant) => {
  expect(nearest(written, candidates)).toBe(meant);
});

it('asks', () => {
  expect(didYouMean('tyle', ['tile'])).toBe('Did you mean tile?');
  expect(didYouMean('tyle', ['route'])).toBeUndefined();
});
