import type { JsonObject, JsonValue } from '../../model/json.ts';
import { inWrittenOrder } from './order.ts';
import { blockString, inlineString } from './scalar.ts';

/** Longer keys are written as `? key`, because readers look only 1,024 characters ahead for the colon. */
const longestSimpleKey = 900;

const scalar = (value: string | number | boolean | null, indent: string): string => {
  if (typeof value !== 'string') return Object.is(value, -0) ? '0' : String(value);
  return (value.includes('\n') ? blockString(value, `${indent}  `) : undefined) ?? inlineString(value);
};

const isEmpty = (value: JsonValue[] | JsonObject): boolean => {
  if (Array.isArray(value)) return value.length === 0;
  for (const key in value) if (value[key] !== undefined) return false;
  return true;
};

/** The lines of a list; the first `- ` without its indent when it follows another `- `. */
const list = (values: readonly JsonValue[], indent: string, out: string[], follows: boolean): void => {
  let first = follows;
  for (const value of values) {
    out.push(first ? '- ' : `${indent}- `);
    first = false;
    if (typeof value !== 'object' || value === null) out.push(scalar(value, indent), '\n');
    else if (isEmpty(value)) out.push(Array.isArray(value) ? '[]\n' : '{}\n');
    else if (Array.isArray(value)) list(value, `${indent}  `, out, true);
    else mapping(value, `${indent}  `, out, true);
  }
};

/** The lines of a mapping; the first key without its indent when it follows a `- `. */
const mapping = (object: JsonObject, indent: string, out: string[], follows: boolean): void => {
  let first = follows;
  for (const key of Object.keys(object)) {
    const value = object[key];
    if (value === undefined) continue;
    const name = inlineString(key);
    if (!first) out.push(indent);
    first = false;
    if (name.length > longestSimpleKey) out.push('? ', name, '\n', indent, ':');
    else out.push(name, ':');
    if (typeof value !== 'object' || value === null) out.push(' ', scalar(value, indent), '\n');
    else if (isEmpty(value)) out.push(Array.isArray(value) ? ' []\n' : ' {}\n');
    else {
      out.push('\n');
      if (Array.isArray(value)) list(value, `${indent}  `, out, false);
      else mapping(value, `${indent}  `, out, false);
    }
  }
};

const comment = (header: string): string =>
  header
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (line.startsWith('#') ? `${line}\n` : `# ${line}\n`))
    .join('');

/**
 * The text of a committed file, as a careful person would have written it.
 *
 * 1. The header's lines as comments (`# ` is put in front where it is missing), then `---` before each object.
 * 2. Keys in the order of order.ts; block style, two spaces, lists indented under their key.
 * 3. Strings plain where YAML 1.1 and 1.2 both read them back, literal blocks for several lines, else quoted.
 *
 * Pure and deterministic. No anchors, no folded lines. A key whose value is `undefined` is left out.
 */
export const serializeDocuments = (objects: readonly JsonObject[], header: string): string => {
  const out: string[] = [comment(header)];
  for (const object of objects) {
    out.push('---\n');
    if (isEmpty(object)) out.push('{}\n');
    else mapping(inWrittenOrder(object), '', out, false);
  }
  return out.join('');
};
