/**
 * Half of what ajv's standalone code says is error objects, each with its schema. Here each becomes a short call
 * `raise(path, row, data, …)`, and what the messages need to know of the schema goes to a table that is parsed when the
 * first error is explained.
 */
import type { ErrorRow } from '../../src/problems/raw-error.ts';
import { isSchema, type Schema } from './schema.ts';

/** One error object, on a line of its own (ajv's `code.lines`). */
const errorObject = new RegExp(
  '^const err\\d+ = \\{instancePath(?::(?<path>.*))?,schemaPath:(?<schemaPath>.*),keyword:"(?<keyword>\\w+)",params:(?<params>\\{[^]*?\\}),' +
    'schema:.*,parentSchema:(?<parent>.*?),data(?::(?<data>\\w+))?(?:,propertyName:(?<propertyName>\\w+)|,propertyName)?\\};\\n' +
    'if\\(vErrors === null\\)\\{\\nvErrors = \\[err\\d+\\];\\n\\}\\nelse \\{\\nvErrors\\.push\\(err\\d+\\);\\n\\}\\nerrors\\+\\+;$',
  'gm',
);
const schemaConstant = /^const (schema\d+) = (.*);$/gm;

const runtime = `
const raise = (errors, path, row, data, params, propertyName) => {
  const error = { path, row, data, params, propertyName };
  if (errors === null) return [error];
  errors.push(error);
  return errors;
};
const escaped = (key) => key.replace(/~/g, "~0").replace(/\\//g, "~1");
`;

/** Without what no keyword of ours reads: the parent of each value and the root. */
const withoutContext = (code: string): string =>
  code
    .replaceAll(/,parentData(:data\d*)?,parentDataProperty(:[^,\n]+)?,rootData\}/g, '}')
    .replaceAll(/, parentData, parentDataProperty, rootData=data\b/g, '')
    .replaceAll(/(\bkey\d+)\.replace\(\/~\/g, "~0"\)\.replace\(\/\\\/\/g, "~1"\)/g, 'escaped($1)');

/** The constant schemas of the code, by the names it gives them. */
const schemasOf = (code: string): Map<string, unknown> =>
  new Map(
    [...code.matchAll(schemaConstant)].map(([, name = '', literal = '']) => [
      name,
      new Function(`return ${literal}`)(),
    ]),
  );

/** Whether an object literal reads a variable other than the constant schemas. */
const mentionsVariable = (literal: string): boolean =>
  /\b(?!schema\d+\b|true\b|false\b|null\b)(?<!\.)[a-z]\w*\b(?!:)/i.test(
    literal.replace(/"(?:[^"\\]|\\.)*"/g, '').replace(/\w+:/g, ''),
  );

const rowOf = (keyword: string, schemaPath: string, parent: Schema, params: unknown): ErrorRow => ({
  keyword,
  ...(/\/(oneOf|anyOf|not)\//.test(schemaPath) ? { nested: true } : {}),
  ...(params === undefined ? {} : { params: params as Record<string, unknown> }),
  ...(typeof parent['expected'] === 'string' ? { expected: parent['expected'] } : {}),
  ...(keyword === 'not' && isSchema(parent['not']) && Array.isArray(parent['not']['required'])
    ? { choice: parent['not']['required'] }
    : {}),
  ...(['not', 'oneOf', 'anyOf'].includes(keyword) &&
  Array.isArray(parent['choice']) &&
  !(isSchema(parent[keyword]) && parent[keyword]['required'] !== undefined)
    ? { choice: parent['choice'] }
    : {}),
  ...(keyword === 'type' && typeof parent['instead'] === 'string' ? { instead: parent['instead'] } : {}),
  ...(['additionalProperties', 'anyOf'].includes(keyword) && Array.isArray(parent['kinds'])
    ? { kinds: parent['kinds'] }
    : {}),
  ...(['additionalProperties', 'required', 'dependencies', 'oneOf', 'anyOf'].includes(keyword) &&
  parent['additionalProperties'] === false &&
  isSchema(parent['properties'])
    ? { keys: Object.keys(parent['properties']) }
    : {}),
});

/** The code with short errors, and the rows they name. Throws when an error object has a shape it does not know. */
export const makeTerse = (code: string): { code: string; rows: ErrorRow[] } => {
  const schemas = schemasOf(code);
  const evaluate = (expression: string): unknown => {
    const names = [...schemas.keys()];
    return new Function(...names, `return (${expression})`)(...schemas.values());
  };
  const numbers = new Map<string, number>();
  const rows: ErrorRow[] = [];
  const short = code.replaceAll(errorObject, (...parts) => {
    const found = parts.at(-1) as Record<'schemaPath' | 'keyword' | 'params' | 'parent', string> &
      Partial<Record<'path' | 'data' | 'propertyName', string>>;
    // `if` and `propertyNames` only repeat an error from inside them: neither kept nor counted.
    const isRepeated = found.keyword === 'if' || found.keyword === 'propertyNames';
    const isStatic = !mentionsVariable(found.params);
    if (isRepeated) return '';
    const row = rowOf(
      found.keyword,
      found.schemaPath,
      evaluate(found.parent) as Schema,
      isStatic ? evaluate(found.params) : undefined,
    );
    const key = JSON.stringify(row);
    let number = numbers.get(key);
    if (number === undefined) {
      number = rows.push(row) - 1;
      numbers.set(key, number);
    }
    const extra = [isStatic ? undefined : found.params, found.propertyName];
    const last = extra.findLastIndex((value) => value !== undefined);
    const parameters = [
      found.path ?? 'instancePath',
      number,
      found.data ?? 'data',
      ...extra.slice(0, last + 1).map((value) => value ?? 'undefined'),
    ];
    return `vErrors = raise(vErrors,${parameters.join(',')});\nerrors++;`;
  });
  if (short.includes('schemaPath:'))
    throw new Error(
      `an error object is not understood: ${short.slice(short.indexOf('schemaPath:') - 80).slice(0, 400)}`,
    );
  return { code: `${runtime}${withoutContext(short)}`, rows };
};
