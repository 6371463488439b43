import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canReadAsNonString,
  findPlaceholders,
  isWholePlaceholder,
  keepString,
  substitute,
} from '../../../src/link/substitute/index.ts';

describe('findPlaceholders', () => {
  it('gives name, operator, default and place', () => {
    expect(findPlaceholders('https://${HOST:=a.b}:${PORT}/$${NO} $NO é😀${X#: }')).toEqual([
      { name: 'HOST', operator: ':=', default: 'a.b', argument: 'a.b', start: 8, end: 20, depth: 0 },
      { name: 'PORT', operator: '', start: 21, end: 28, depth: 0 },
      { name: 'X', operator: '#', argument: ': ', start: 43, end: 50, depth: 0 },
    ]);
  });

  it('finds nested ones, an empty default, several arguments and a length', () => {
    expect(findPlaceholders('${A:=x${B:-}y}${#C}${D/a/${E}}${F:1:2}')).toEqual([
      { name: 'A', operator: ':=', default: 'x${B:-}y', argument: 'x${B:-}y', start: 0, end: 14, depth: 0 },
      { name: 'B', operator: ':-', default: '', argument: '', start: 6, end: 12, depth: 1 },
      { name: 'C', operator: 'length', start: 14, end: 19, depth: 0 },
      { name: 'D', operator: '/', argument: 'a/${E}', start: 19, end: 30, depth: 0 },
      { name: 'E', operator: '', start: 25, end: 29, depth: 1 },
      { name: 'F', operator: ':', argument: '1:2', start: 30, end: 38, depth: 0 },
    ]);
  });

  it('finds what an escape inside a default does not protect', () => {
    expect(findPlaceholders('${A:=$${B}}').map(({ name }) => name)).toEqual(['A', 'B']);
  });

  it('gives those before a fault', () => {
    expect(findPlaceholders('${A} ${B-x} ${C}').map(({ name }) => name)).toEqual(['A']);
  });

  it('cuts out exactly what it names', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const clean = (text: string) => text.replaceAll('$', '');
        const text = `${clean(before)}\${NAME:=d}${clean(after)}`;
        expect(findPlaceholders(text).map(({ start, end }) => text.slice(start, end))).toEqual(['${NAME:=d}']);
      }),
    );
  });
});

it.each([
  ['${A}', true],
  ['${A:=${B}}', true],
  ['$${A}', false],
  ['${A}${B}', false],
  ['${A} ', false],
  ['x', false],
  ['', false],
  ['${A', false],
])('isWholePlaceholder %s', (text, expected) => expect(isWholePlaceholder(text)).toBe(expected));

describe('keepString', () => {
  it.each([
    ['${A}', '${A#: }'],
    ['${A:=d}', undefined],
    ['${A^^}', undefined],
    ['${A#: }', undefined],
    ['x${A}', undefined],
    ['$${A}', undefined],
  ])('%s', (text, expected) => expect(keepString(text)).toBe(expected));

  it('changes no value', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        fc.pre(!value.startsWith(': '));
        expect(substitute(keepString('${A}')!, { A: value })).toEqual({ text: value });
      }),
    );
  });
});

it.each([
  ...[
    '',
    '8080',
    'true',
    'NO',
    'null',
    '~',
    '1e3',
    '0x1F',
    '.5',
    ' x',
    '*/5 * * * *',
    '@daily',
    'a: b',
    '[a]',
    '.inf',
    'a #b',
  ].map((value) => [value, true] as const),
  ...['example.com', '20Gi', '1.2.3', '/data', 'a:b', '22:22', '2020-01-02', "it's", '10.0.0.5', 'tRUE'].map(
    (value) => [value, false] as const,
  ),
])('canReadAsNonString %j', (value, expected) => expect(canReadAsNonString(value)).toBe(expected));
