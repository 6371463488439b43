import { byCodeUnit } from '../../model/json.ts';

const isLetter = (character: string): boolean => /^\p{L}$/u.test(character);
const isDigit = (character: string | undefined): boolean => character !== undefined && /^\p{Nd}$/u.test(character);

/** The number that begins at a position, and where it ends. */
const numberAt = (characters: readonly string[], from: number, start: number): { value: number; end: number } => {
  let value = start;
  let end = from;
  for (; isDigit(characters[end]); end += 1) value = value * 10 + ((characters[end]!.codePointAt(0) ?? 0) - 48);
  return { value, end };
};

/** Whether digits other than zero stand right before: then a zero is part of a number, not its beginning. */
const continuesNumber = (characters: readonly string[], index: number): boolean => {
  for (let before = index - 1; before >= 0 && isDigit(characters[before]); before -= 1)
    if (characters[before] !== '0') return true;
  return false;
};

const compareCharacters = (left: string, right: string): number =>
  (left.codePointAt(0) ?? 0) - (right.codePointAt(0) ?? 0);

const lettersOnly = /^[A-Za-z]*$/;

/** go-yaml's order of keys: letters after everything else, numbers by their value (`a2` before `a10`). */
export const compareKeys = (left: string, right: string): number => {
  if (lettersOnly.test(left) && lettersOnly.test(right)) return byCodeUnit(left, right);
  const a = [...left];
  const b = [...right];
  for (let index = 0; index < a.length && index < b.length; index += 1) {
    const x = a[index]!;
    const y = b[index]!;
    if (x === y) continue;
    const xLetter = isLetter(x);
    const yLetter = isLetter(y);
    if (xLetter && yLetter) return compareCharacters(x, y);
    if (xLetter || yLetter) return yLetter ? -1 : 1;
    const start = (x === '0' || y === '0') && continuesNumber(a, index) ? 1 : 0;
    const first = numberAt(a, index, start);
    const second = numberAt(b, index, start);
    return first.value - second.value || first.end - second.end || compareCharacters(x, y);
  }
  return a.length - b.length;
};
