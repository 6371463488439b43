import { expect, it } from 'vitest';
import { documentText } from '../src/index.ts';

it('is JSON of the same value, without the characters YAML refuses or folds', () => {
  const document = { text: '\u007f\u0085\u2028\u2029\ufeff\uffff é 😀', 'k\u0080': 1 };
  const text = documentText(document);
  expect(JSON.parse(text)).toEqual(document);
  expect(text).not.toMatch(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/);
  expect(text).toContain('é 😀');
});
