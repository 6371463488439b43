import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeForSubstitution, findPlaceholders, substitute } from '../../../src/link/substitute/index.ts';

interface Row {
  text: string;
  expected?: string;
  error?: true;
  strict?: 'error';
}

const recorded: { variables: Record<string, string>; rows: Row[] } = JSON.parse(
  readFileSync(new URL('fixtures/envsubst.json', import.meta.url), 'utf8'),
);

/** Go writes one U+FFFD a byte that is not UTF-8, Node one a cut character. */
const comparable = (text: string): string => text.replace(/\ufffd+/g, '\ufffd');

const outcome = (text: string, variables: Record<string, string>, strict: boolean): string | undefined => {
  const result = substitute(text, variables, { strict });
  return 'text' in result ? comparable(result.text) : undefined;
};

describe('what the original engine gave', () => {
  it.each(recorded.rows)('$text', ({ text, expected, strict }) => {
    const whole = expected === undefined ? undefined : comparable(expected);
    expect(outcome(text, recorded.variables, false)).toBe(whole);
    expect(outcome(text, recorded.variables, true)).toBe(strict === 'error' ? undefined : whole);
  });

  it('covers texts and errors', () => {
    expect(recorded.rows.length).toBeGreaterThan(250);
    expect(recorded.rows.filter((row) => row.error).length).toBeGreaterThan(50);
  });
});

describe('operators', () => {
  const variables = { V: 'abcabc', FILE: '/srv/a.tar.gz', UNI: 'éa', N: '2' };
  it.each([
    ['${V}', 'abcabc'],
    ['${U:=d}${U:-d}${U=d}${U:+d}${U:?d}', 'ddddd'],
    ['${V:=d}${V:+d}', 'abcabcabcabc'],
    ['${V^} ${V^^}', 'Abcabc ABCABC'],
    ['${#V} ${#UNI} ${#U}', '6 3 0'],
    ['${V:2} ${V:2:2} ${V:1:-1} ${V: -1}', 'cabc ca bcab abcabc'],
    ['${V:-1} ${U:-1}', 'abcabc 1'],
    ['${UNI:2}', 'a'],
    ['${FILE#*/} ${FILE##*/} ${FILE%.*} ${FILE%%.*}', 'srv/a.tar.gz a.tar.gz /srv/a.tar /srv/a'],
    ['${V/b/x} ${V//b/x} ${V/#a/x} ${V/%c/x}', 'axcabc axcaxc xbcabc abcabx'],
    ['${V:${N}} ${U:=${V:0:1}!}', 'cabc a!'],
    ['$${V} $$ $V $$$${V}', '${V} $ $V $${V}'],
    ['${U:=$${V}}', '$abcabc'],
  ])('%s', (text, expected) => expect(substitute(text, variables)).toEqual({ text: expected }));

  it('does not read values again', () => {
    expect(substitute('${A}', { A: '${B} $$', B: 'x' })).toEqual({ text: '${B} $$' });
  });

  it('reads own properties of the variables only', () => {
    expect(substitute('${constructor}${__proto__}', {})).toEqual({ text: '' });
    expect(substitute('${toString}', {}, { strict: true })).toHaveProperty('error');
  });

  it('says what is wrong and where', () => {
    expect(substitute('ab ${V-d}', {})).toEqual({ error: 'expected } after ${V (at character 7)' });
    expect(substitute('a ${B}', {}, { strict: true })).toEqual({
      error: 'variable B is not set and has no default (at character 3)',
    });
  });
});

const fragments = fc.constantFrom(
  '$',
  '$$',
  '${',
  '}',
  '{',
  'A',
  'B',
  ':',
  '=',
  '-',
  '/',
  '//',
  '#',
  '##',
  '%',
  '^',
  ',',
  '\\',
  '*',
  '?',
  '[',
  ']',
  'é',
  '😀',
  '1',
  '\n',
  '\0',
);
const nastyText = fc.array(fragments, { maxLength: 40 }).map((parts) => parts.join(''));
const anyText = fc.oneof(nastyText, fc.string(), fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));
const variables = fc.record({ A: anyText, B: anyText });

describe('laws', () => {
  it('leaves text without $ as it is', () => {
    fc.assert(
      fc.property(anyText, variables, fc.boolean(), (text, values, strict) => {
        const plain = text.replaceAll('$', '');
        expect(substitute(plain, values, { strict })).toEqual({ text: plain });
      }),
    );
  });

  it('gives back what was escaped', () => {
    fc.assert(
      fc.property(anyText, variables, (text, values) => {
        expect(substitute(escapeForSubstitution(text), values, { strict: true })).toEqual({ text });
        expect(findPlaceholders(escapeForSubstitution(text))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(anyText, variables, fc.boolean(), (text, values, strict) => {
        const result = substitute(text, values, { strict });
        expect('text' in result || 'error' in result).toBe(true);
        findPlaceholders(text);
      }),
      { numRuns: 2000 },
    );
  });

  const size = 200_000;
  it.each([
    ['dollars', '$'.repeat(size)],
    ['openings', '${'.repeat(size)],
    ['nested defaults', '${A:='.repeat(size)],
    ['deep but closed', `${'${A:='.repeat(500)}x${'}'.repeat(500)}`],
    ['escapes in a replacement', `\${A/${'\\/'.repeat(size)}/x}`],
    ['many placeholders', '${A:1:2}${A#*b}'.repeat(size / 10)],
    ['a long default', `\${U:=${'x '.repeat(size)}}`],
  ])('comes to an end on %s', (_, text) => {
    const result = substitute(text, { A: 'abcdef' });
    expect('text' in result ? result.text.length : result.error.length).toBeLessThan(3 * text.length + 200);
  });

  it('trims a long value by searching, and refuses a pattern that would take for ever', () => {
    const long = `${'a'.repeat(size)}b`;
    expect(substitute('${A##*a}${A%%a*}${A#*a*a*b}', { A: long })).toEqual({ text: 'b' });
    expect(substitute('${A#*[b]*[c]}', { A: long })).toHaveProperty('error');
  });
});
