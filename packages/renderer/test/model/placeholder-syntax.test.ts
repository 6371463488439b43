import { describe, expect, it } from 'vitest';
import { placeholdersIn, visitPlaceholders } from '../../src/model/placeholder-syntax.ts';

const named = (text: string) =>
  placeholdersIn(text).map(({ name, offset, hasDefault }) => `${name}@${offset}${hasDefault ? '=' : ''}`);

describe('placeholders of a text', () => {
  it.each([
    ['${A} and ${B_1}', ['A@0', 'B_1@9']],
    ['${A:=x} ${B:-x} ${C=x} ${D:?x}', ['A@0=', 'B@8=', 'C@16=', 'D@23=']],
    ['${A^^} ${A:1:2} ${A/a/b} ${A#x}', ['A@0', 'A@7', 'A@16', 'A@25']],
    ['${#A}', ['A@0']],
    ['${A:=${B}}', ['A@0=', 'B@5']],
    ['$A $(A) ${1} ${-} {A} $', []],
    ['$${A} $$${A}', []],
    ['$$ ${A}', ['A@3']],
  ])('%s', (text, expected) => {
    expect(named(text)).toEqual(expected);
  });

  it('of a value come with the pointer of the string, keys included', () => {
    const seen: string[] = [];
    visitPlaceholders({ a: ['x', '${A}'], 'b/${B}': { c: '${C} ${D}' }, n: 1, z: null }, ({ name }, pointer) =>
      seen.push(`${name} ${pointer}`),
    );
    expect(seen).toEqual(['A /a/1', 'B /b~1${B}', 'C /b~1${B}/c', 'D /b~1${B}/c']);
  });
});
