import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultBudget } from '../../../src/compile/template/budget.ts';
import { namesUsed } from '../../../src/compile/template/names-used.ts';
import { looksLikeOwnName } from '../../../src/compile/template/own-name.ts';
import { renderScalar } from '../../../src/compile/template/scalar.ts';
import { renderTextTemplate } from '../../../src/compile/template/text.ts';
import { names } from './fixture.ts';

const words = [
  '<%',
  '%>',
  '<%%',
  '%%>',
  '<#',
  '#>',
  '<%-',
  '-%>',
  ' ',
  '\n',
  '"',
  "'",
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '|',
  '.',
  ',',
  ':',
  '=',
  '==',
  '+',
  '-',
  '*',
  '/',
  '//',
  '%',
  '**',
  '~',
  '<',
  '>',
  '!',
  '\\',
  '\r',
  '1',
  '0.5',
  'x',
  'route',
  'host',
  'vars',
  'if',
  'else',
  'elif',
  'endif',
  'for',
  'in',
  'endfor',
  'set',
  'endset',
  'macro',
  'endmacro',
  'include',
  'import',
  'from',
  'as',
  'filter',
  'endfilter',
  'is',
  'not',
  'and',
  'or',
  'default',
  'upper',
  'range',
  'call',
  'raw',
  'block',
  'switch',
  'case',
  'none',
  'true',
  'r/',
  'constructor',
  '__proto__',
  'apps',
  'a',
  'url',
  'with',
  'context',
  '\u0001',
  'ä',
  '🚀',
];
const garbage = fc.array(fc.constantFrom(...words), { maxLength: 40 }).map((parts) => parts.join(''));
const inTag = fc.array(fc.constantFrom(...words), { maxLength: 15 }).map((parts) => `<% ${parts.join(' ')} %>`);
const inBlock = fc.array(fc.constantFrom(...words), { maxLength: 15 }).map((parts) => `<%% ${parts.join(' ')} %%>x`);
const anything = fc.oneof(garbage, inTag, inBlock, fc.string({ unit: 'binary' }));
const runs = { numRuns: 3000 };

const text = (template: string) =>
  renderTextTemplate({ file: 'main', text: template, names, read: () => ({ file: 'other', text: template }) });

describe('properties', () => {
  it('text without delimiters is unchanged', () => {
    const ordinary = fc.string({ unit: 'binary' }).filter((each) => !/<%|<#|#>/u.test(each));
    fc.assert(
      fc.property(ordinary, (each) => {
        expect(text(each)).toMatchObject({ text: each, problems: [] });
        expect(renderScalar(each, names, { keepType: true })).toMatchObject({ value: each });
        expect(renderScalar(`${each}<% "" %>`, names, { keepType: false })).toMatchObject({ value: each });
      }),
      runs,
    );
  });

  it('nothing throws, and every problem is placed inside its text', () => {
    fc.assert(
      fc.property(anything, (each) => {
        const result = text(each);
        expect(result.steps).toBeLessThanOrEqual(2 * defaultBudget.steps);
        for (const { offset, line, column } of result.problems) {
          expect(offset).toBeGreaterThanOrEqual(0);
          expect(offset).toBeLessThanOrEqual(each.length);
          expect(Math.min(line, column)).toBeGreaterThanOrEqual(1);
        }
        renderScalar(each, names, { keepType: true });
        namesUsed(each, 'text');
        looksLikeOwnName(each, names);
      }),
      runs,
    );
  });

  it('the same template gives the same result twice', () => {
    fc.assert(
      fc.property(anything, (each) => {
        expect(text(each)).toEqual(text(each));
      }),
      { numRuns: 500 },
    );
  });

  it('a value is never read as template', () => {
    fc.assert(
      fc.property(garbage, (value) => {
        const result = renderScalar('<% v %>|', { v: value }, { keepType: false });
        expect(result).toMatchObject({ value: `${value}|` });
      }),
      runs,
    );
  });

  it('each line of output has a line of the template', () => {
    fc.assert(
      fc.property(anything, (each) => {
        const result = text(each);
        if (result.problems.length > 0) return;
        expect(result.lineMap).toHaveLength(result.text.split('\n').length);
        for (const { line } of result.lineMap) expect(line).toBeLessThanOrEqual(each.split('\n').length);
      }),
      runs,
    );
  });
});
