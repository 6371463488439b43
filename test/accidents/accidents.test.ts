import { describe, expect, it } from 'vitest';
import { accidents } from './accidents.ts';
import { laidOver, renderWith } from './repository.ts';

/** `code file: text of the line`, of every finding. */
const found = async (files: Record<string, string>): Promise<string[]> => {
  const { diagnostics } = await renderWith(files);
  const texts = laidOver(files);
  return diagnostics.map(({ code, place, message }) => {
    const line = (texts[place?.file ?? ''] ?? '').split('\n')[(place?.line ?? 0) - 1];
    return line === undefined ? `${code}: ${message}` : `${code} ${place?.file}: ${line}`;
  });
};

it('there are ten', () => {
  expect(accidents.map(({ name }) => name)).toHaveLength(10);
});

describe.each(accidents)('$name', ({ wrong, expected, right }) => {
  it('is caught, at the line that was written', async () => {
    expect(await found(wrong)).toEqual(expected.map(({ code, file, line }) => `${code} ${file}: ${line}`));
  });

  it('written right passes', async () => {
    expect(await found(right)).toEqual([]);
  });
});
