import { isJsonObject, type JsonPointer, type JsonValue, pointerOf } from '../../../model/json.ts';
import { isFilledIn, isLiteralSecret } from './exempt.ts';

/** A value that looks like a secret in plain text, in a definition or an object. */
export interface LiteralSecret {
  code: 'secret-literal' | 'plain-secret';
  /** Variable or key, by which it is allowed. */
  name: string;
  pointer: JsonPointer;
  value: string;
}

const environmentKey = /^(?:env|extraEnv|extraEnvVars|envVars|environment)$/u;

/** A value that SOPS encrypted. */
const isEncrypted = (value: string): boolean => value.startsWith('ENC[');

/**
 * Variables whose name says secret, wherever a map or list of variables stands (our `env`, a PodSpec's, a chart's values), and values
 * of every `kind: Secret`. Order of the document.
 */
export const literalsIn = (value: JsonValue | undefined): LiteralSecret[] => {
  const found: LiteralSecret[] = [];
  const path: (string | number)[] = [];
  const at = (...more: (string | number)[]): JsonPointer => pointerOf([...path, ...more]);
  const variable = (name: JsonValue | undefined, literal: JsonValue | undefined, pointer: JsonPointer): void => {
    if (typeof name !== 'string' || typeof literal !== 'string' || !isLiteralSecret(name, literal)) return;
    found.push({ code: 'secret-literal', name, pointer, value: literal });
  };
  const variables = (node: JsonValue): void => {
    if (Array.isArray(node))
      for (const [index, item] of node.entries())
        if (isJsonObject(item)) variable(item['name'], item['value'], at(index, 'value'));
    if (isJsonObject(node)) for (const [name, literal] of Object.entries(node)) variable(name, literal, at(name));
  };
  const secret = (node: Record<string, JsonValue>): void => {
    for (const field of ['data', 'stringData']) {
      const values = node[field];
      for (const [name, literal] of Object.entries(isJsonObject(values) ? values : {}))
        if (typeof literal === 'string' && literal !== '' && !isFilledIn(literal) && !isEncrypted(literal))
          found.push({ code: 'plain-secret', name, pointer: at(field, name), value: literal });
    }
  };
  const walk = (node: JsonValue): void => {
    if (Array.isArray(node)) for (let index = 0; index < node.length; index += 1) step(index, node[index]!);
    else if (isJsonObject(node)) {
      if (node['kind'] === 'Secret' && node['apiVersion'] === 'v1') secret(node);
      for (const key of Object.keys(node)) step(key, node[key]!);
    }
  };
  const step = (key: string | number, node: JsonValue): void => {
    if (typeof node !== 'object' || node === null) return;
    path.push(key);
    if (typeof key === 'string' && environmentKey.test(key)) variables(node);
    walk(node);
    path.pop();
  };
  if (value !== undefined) walk(value);
  return found;
};
