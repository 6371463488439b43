import { readPlain } from './plain-reading.ts';

/** How kustomize writes a string when it serialises an object again (go-yaml 2.4), whatever quotes the committed file has. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal';

// Tab, control characters, the byte order mark and everything beyond the basic plane are "special": only double quotes take them.
const special = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]/;
const startsWithIndicator = /^(?:[#,[\]{}&*!|>'"%@`]|[-?:](?:$|[ \t])|---|\.\.\.)/;
const holdsIndicator = /:(?:$|[ \t\n])|[ \t\n]#/;
const sixtyBased = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;
const date = /^[0-9]{4}-/;

/** Whether the text can stand without quotes in block context, the question of its type aside. */
export const plainAllowed = (text: string): boolean =>
  !(
    startsWithIndicator.test(text) ||
    holdsIndicator.test(text) ||
    special.test(text) ||
    text.includes('\n') ||
    text.startsWith(' ') ||
    text.endsWith(' ')
  );

const readsAsString = (text: string): boolean => {
  const reading = readPlain(text);
  return 'value' in reading && typeof reading.value === 'string' && !sixtyBased.test(text) && !date.test(text);
};

/** Most strings: no word of `plain-reading.ts` is longer than five letters. */
const ordinary = /^[A-Za-z/][A-Za-z0-9_./-]{5,}$/;

/** `inKey`: the key of a mapping that fits on its line. */
export const styleOf = (text: string, inKey: boolean): ScalarStyle => {
  if (ordinary.test(text)) return 'plain';
  if (special.test(text)) return 'double';
  if (text.includes('\n')) {
    const blockAllowed = !inKey && !text.endsWith(' ') && !/ \n/.test(text);
    return blockAllowed ? 'literal' : 'double';
  }
  if (!readsAsString(text)) return 'double';
  return plainAllowed(text) ? 'plain' : 'single';
};
