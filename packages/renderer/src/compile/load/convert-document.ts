import type { Node, Pair, ParsedNode, Scalar } from 'yaml';
import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { JsonObject, JsonPointer, JsonValue } from '../../model/json.ts';
import { childPointer } from '../../model/json.ts';
import type { YamlFault } from '../../model/yaml-fault.ts';

/** An integer with a leading zero: octal in YAML 1.1, decimal in 1.2, and seldom what the writer means. */
const leadingZero = /^[-+]?0[0-9]+$/u;

const offsetOf = (node: unknown): number => (node as ParsedNode | null)?.range?.[0] ?? 0;

const refused = (node: Node): Omit<YamlFault, 'offset'> | undefined => {
  if (isAlias(node)) {
    return {
      message: `found the alias *${node.source}, expected its value`,
      hint: 'Write the value out, or use `vars`.',
    };
  }
  const { anchor, tag } = node as { anchor?: string; tag?: string };
  if (anchor !== undefined) {
    return { message: `found the anchor &${anchor}, expected none`, hint: 'Anchors are not allowed: remove it.' };
  }
  if (tag !== undefined)
    return { message: `found the tag ${tag}, expected none`, hint: 'Tags are not allowed: remove it.' };
  return undefined;
};

/**
 * One walk from the syntax tree to plain JSON data. Records in `quoted` the pointers of scalars that are not plain and hold
 * `<%`; adds to `faults` what definitions may not use. Keys are own properties only: `__proto__` is refused.
 */
export const convertDocument = (root: Node, quoted: Set<JsonPointer>, faults: YamlFault[]): JsonValue => {
  const scalar = (node: Scalar, pointer: JsonPointer, inEnvironment: boolean): JsonValue => {
    const { value, source } = node;
    if (typeof value === 'string') {
      if (node.type !== 'PLAIN' && value.includes('<%')) quoted.add(pointer);
      return value;
    }
    if (typeof value === 'number') {
      const written = source ?? '';
      if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) {
        const message = `found the number ${written}, which cannot be kept exactly`;
        faults.push({ offset: offsetOf(node), code: 'ambiguous-number', message, hint: `Quote it: "${written}".` });
      } else if (leadingZero.test(written) || (inEnvironment && String(value) !== written)) {
        const message = `found ${written}, which YAML reads as the number ${value}`;
        faults.push({
          offset: offsetOf(node),
          code: 'ambiguous-number',
          message,
          hint: `Quote it: "${written}", or write ${value}.`,
        });
      }
    }
    return value as JsonValue;
  };

  const key = (pair: Pair, seen: JsonObject): string | undefined => {
    const node = pair.key as Node;
    const fault = (message: string, hint: string) => {
      faults.push({ offset: offsetOf(node), message, hint });
    };
    if (!isScalar(node)) {
      fault('found a map or list as a key, expected a word', 'Quote text that holds braces: "{{ … }}", "${…}".');
      return undefined;
    }
    const problem = refused(node);
    if (problem !== undefined) faults.push({ ...problem, offset: offsetOf(node) });
    const name = typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
    if (name === '<<')
      fault('found the merge key <<, expected a name', 'Merge keys are not allowed: write the keys out.');
    else if (name === '__proto__') fault('found the key __proto__, which is refused', 'Choose another name.');
    else if (Object.hasOwn(seen, name)) fault(`found the key ${JSON.stringify(name)} twice`, 'Keep one of the two.');
    else return name;
    return undefined;
  };

  /** `map` is the key of the map or list that the node stands in. */
  const convert = (node: Node | null, pointer: JsonPointer, map: string, own: string): JsonValue => {
    if (node === null) return null;
    const problem = refused(node);
    if (problem !== undefined) faults.push({ ...problem, offset: offsetOf(node) });
    if (isScalar(node)) return scalar(node, pointer, map === 'env');
    if (isSeq(node))
      return node.items.map((item, index) => convert(item as Node | null, `${pointer}/${index}`, own, ''));
    if (!isMap(node)) return null;
    const result: JsonObject = {};
    for (const pair of node.items) {
      const name = key(pair as Pair, result);
      if (name === undefined) continue;
      if (node.flow === true && pair.value === null && /\s/u.test(name)) {
        const message = `found ${JSON.stringify(name)} without a value inside { … }`;
        faults.push({ offset: offsetOf(pair.key), message, hint: 'Inside { … }, quote text that holds a comma.' });
      }
      result[name] = convert(pair.value as Node | null, childPointer(pointer, name), own, name);
    }
    return result;
  };
  return convert(root, '', '', '');
};
