import { expect, it } from 'vitest';
import { accountFor, type Verdict } from '../src/index.ts';

const verdict = (file: string, kind: string, name: string): Verdict => ({
  file,
  kind,
  name,
  version: 'v1',
  status: 'valid',
  problems: [],
});

it('finds nothing amiss where each document has one verdict', () => {
  const expected = [
    { file: 'a', kind: 'Pod', name: 'x' },
    { file: 'b', kind: 'Pod', name: 'x' },
  ];
  expect(accountFor(expected, [verdict('b', 'Pod', 'x'), verdict('a', 'Pod', 'x')])).toEqual({
    missing: [],
    extra: [],
  });
});

it('names what got no verdict and what nobody sent', () => {
  const expected = [
    { file: 'a', kind: 'Pod', name: 'x' },
    { file: 'b', kind: 'Pod', name: 'y' },
  ];
  const other = verdict('a', 'Pod', 'z');
  expect(accountFor(expected, [other, verdict('b', 'Pod', 'y')])).toEqual({ missing: [expected[0]], extra: [other] });
});

it('counts: a second verdict is extra, a document sent twice needs two', () => {
  const one = { file: 'a', kind: 'Pod', name: 'x' };
  const told = verdict('a', 'Pod', 'x');
  expect(accountFor([one], [told, told])).toEqual({ missing: [], extra: [told] });
  expect(accountFor([one, { ...one }], [told]).missing).toHaveLength(1);
});

it('is not misled by separators in names', () => {
  expect(accountFor([{ file: 'a', kind: 'b","c', name: 'd' }], [verdict('a', 'b', 'c","d')]).missing).toHaveLength(1);
});
