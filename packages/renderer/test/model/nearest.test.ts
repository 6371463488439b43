import { describe, expect, it } from 'vitest';
import { didYouMean, nearest } from '../../src/model/nearest.ts';

describe('nearest', () => {
  it.each([
    ['romn', ['romm', 'plex'], 'romm'],
    ['rmom', ['romm', 'plex'], 'romm'],
    ['http', ['htpp'], 'htpp'],
    ['Romm', ['romm'], 'romm'],
    ['PLANE', ['plane'], 'plane'],
    ['storage', ['store', 'storages', 'stor'], 'storages'],
    ['ab', ['ac', 'aa'], 'aa'],
    ['jellyfin', ['plex'], undefined],
    ['x', [], undefined],
    ['Secret/games/rom', ['Secret/games/romm', 'Secret/media/rom'], 'Secret/games/romm'],
  ])('of %s among %j is %s', (found, known, expected) => {
    expect(nearest(found, known)).toBe(expected);
    expect(nearest(found, [...known].reverse())).toBe(expected);
  });
});

describe('did you mean', () => {
  it('names the nearest, else lists what there is when that is short', () => {
    expect(didYouMean('romn', ['romm', 'plex'])).toBe('Did you mean romm?');
    expect(didYouMean('jellyfin', ['romm', 'plex'])).toBe('Known: plex, romm.');
    expect(didYouMean('jellyfin', [])).toBeUndefined();
    expect(
      didYouMean(
        'jellyfin',
        Array.from({ length: 13 }, (_, index) => `a${index}`),
      ),
    ).toBeUndefined();
  });
});
