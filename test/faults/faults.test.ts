import { describe, expect, it } from 'vitest';
import type { Place } from '../../packages/renderer/src/index.ts';
import { type Files, laidOver, renderWith } from '../accidents/repository.ts';
import type { Line } from './fault.ts';
import { fits } from './fits.ts';
import { order } from './order.ts';
import { policies } from './policies.ts';
import { references } from './references.ts';

const faults = [...references, ...policies, ...fits, ...order];

/** The line at a place, as {@link Line}. */
const lineAt = (files: Files, place: Place | undefined): Line => [
  place?.file ?? '',
  (laidOver(files)[place?.file ?? ''] ?? '').split('\n')[(place?.line ?? 0) - 1]?.trim() ?? '',
];

it('there are at least 40, each with a name of its own', () => {
  expect(faults.length).toBeGreaterThanOrEqual(40);
  expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length);
});

describe.each(faults)('$name', ({ files, wrong, right, code, severity = 'error', at, end, says = '' }) => {
  it('is named at the line that was written, with its other end', async () => {
    const { diagnostics } = await renderWith(files(wrong));
    const found = diagnostics.map((one) => ({
      code: one.code,
      severity: one.severity,
      at: lineAt(files(wrong), one.place),
    }));
    expect(found).toEqual([{ code, severity, at }]);
    const [{ message, hint = '', related = [] }] = diagnostics as [(typeof diagnostics)[0]];
    expect(`${message} ${hint}`).toContain(says);
    if (end !== undefined) expect(related.map(({ place }) => lineAt(files(wrong), place))).toContainEqual(end);
  });

  it('written right passes', async () => {
    expect((await renderWith(files(right))).diagnostics).toEqual([]);
  });
});
