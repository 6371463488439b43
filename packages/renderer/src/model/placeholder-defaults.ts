import { placeholderSpans } from './placeholder-spans.ts';

/** A placeholder with a default, as written in author's notation. */
export interface WrittenDefault {
  name: string;
  /** Between the operator and the closing brace; `''` for `${X:=}`. */
  written: string;
  /** Offset in characters of the placeholder's `$`. */
  offset: number;
}

const withDefault = /^(?::[-=]|=)/u;

/** Every placeholder of a text that has a default (`:=`, `:-`, `=`), those inside defaults too. */
export const defaultsIn = (text: string, base = 0): WrittenDefault[] =>
  placeholderSpans(text).flatMap(({ start, end, name }) => {
    if (name === undefined) return [];
    const from = start + 2 + name.length;
    const operator = withDefault.exec(text.slice(from, from + 2))?.[0];
    if (operator === undefined) return [];
    const written = text.slice(from + operator.length, end - 1);
    const inner = written.includes('${') ? defaultsIn(written, base + from + operator.length) : [];
    return [{ name, written, offset: base + start }, ...inner];
  });
