import { type Alias, type Document, isAlias, isMap, isScalar, isSeq, type Node, parseAllDocuments } from 'yaml';
import type { JsonObject, JsonScalar, JsonValue } from '../../model/json.ts';
import { isJsonObject } from '../../model/json.ts';
import { plainKeyText } from './key-text.ts';
import { readPlain, readWhole } from './plain-reading.ts';

export type RereadResult = { object: JsonObject } | { fault: string };

class Unreadable extends Error {}

const depthLimit = 200;

const scalarTags: Record<string, (value: JsonScalar, text: string) => boolean> = {
  'tag:yaml.org,2002:int': (_, text) => readWhole(text) !== undefined,
  'tag:yaml.org,2002:float': (value) => typeof value === 'number',
  'tag:yaml.org,2002:bool': (value) => typeof value === 'boolean',
  'tag:yaml.org,2002:null': (value) => value === null,
};

const readScalar = (text: string, isPlain: boolean, tag: string | undefined): JsonScalar => {
  const expected = tag === undefined ? undefined : scalarTags[tag];
  if (expected === undefined && (tag !== undefined || !isPlain)) return text;
  const reading = readPlain(text);
  if ('unreadable' in reading) throw new Unreadable(reading.unreadable);
  if (expected?.(reading.value, text) === false) throw new Unreadable(`"${text}" is not what its tag ${tag} says`);
  return reading.value;
};

const define = (target: JsonObject, key: string, value: JsonValue): void => {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
};

const convertKey = (key: Node | null, document: Document, depth: number): string => {
  const isBare = isScalar(key) && key.type === 'PLAIN' && key.tag === undefined;
  if (isBare && key.value === '<<') throw new Unreadable('a merge key `<<`');
  const value = isBare ? plainKeyText(String(key.value ?? '')) : convert(key, document, depth + 1);
  if (value === undefined || value === null || typeof value === 'object')
    throw new Unreadable('a key that is no string');
  return String(value);
};

/** The library takes more characters in the name of an anchor than Flux's reader. */
const anchorName = /^[A-Za-z0-9_-]+$/;

const aliased = (alias: Alias, document: Document): Node => {
  const node = alias.resolve(document);
  if (node === undefined || !anchorName.test(alias.source)) throw new Unreadable(`the alias *${alias.source}`);
  return node;
};

const convert = (node: Node | null | undefined, document: Document, depth: number): JsonValue => {
  if (depth > depthLimit) throw new Unreadable('nested too deeply');
  if (node === null || node === undefined) return null;
  if (isAlias(node)) return convert(aliased(node, document), document, depth + 1);
  if (node.anchor !== undefined && !anchorName.test(node.anchor)) throw new Unreadable(`the anchor &${node.anchor}`);
  if (isScalar(node)) return readScalar(String(node.value ?? ''), node.type === 'PLAIN', node.tag);
  if (isSeq(node)) return node.items.map((item) => convert(item as Node | null, document, depth + 1));
  if (!isMap(node)) throw new Unreadable('neither scalar, list nor mapping');
  const object: JsonObject = {};
  for (const { key, value } of node.items) {
    define(object, convertKey(key as Node | null, document, depth), convert(value as Node | null, document, depth + 1));
  }
  return object;
};

/**
 * Reads substituted text as the controller does. The syntax is read by the library `yaml`, types by `plain-reading.ts`; the first
 * document counts, and of equal keys the last.
 */
export const reread = (text: string): RereadResult => {
  const [document] = parseAllDocuments(text.replace(/\r\n?|\x85/g, '\n'), {
    version: '1.1',
    schema: 'failsafe',
    merge: false,
    uniqueKeys: false,
  });
  if (document === undefined || !('errors' in document)) return { fault: 'nothing is left of the object' };
  const error = document.errors[0];
  if (error) return { fault: (error.message.split('\n')[0] ?? '').replace(/ at line .*/, '') };
  try {
    const object = convert(document.contents as Node | null, document as Document, 0);
    return isJsonObject(object) ? { object } : { fault: 'what is left is no object' };
  } catch (problem) {
    if (problem instanceof Unreadable) return { fault: problem.message };
    throw problem;
  }
};
