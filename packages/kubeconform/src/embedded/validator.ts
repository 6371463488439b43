import type { Ajv, ValidateFunction } from 'ajv';
import { compareVerdicts, type Report, type Verdict } from '../verdict.ts';
import { type JsonSchema, toDraft7 } from './dialect.ts';
import { formats } from './formats.ts';
import { toProblems } from './messages.ts';
import { toRegExp } from './pattern.ts';
import { isSchemaObject as isObject } from './reachable.ts';
import type { ReadSchema } from './schema-location.ts';

export interface EmbeddedDocument {
  /** Comes back in the verdict. */
  file: string;
  /** Plain data, as JSON would carry it: no `undefined`. */
  object: unknown;
}

export interface EmbeddedValidator {
  /** Judges documents as `kubeconform -strict` would: the same statuses, reasons and pointers. */
  validate: (documents: readonly EmbeddedDocument[]) => Promise<Report>;
}

/** A compiled schema, or why there is none. */
type Compiled = { validate: ValidateFunction; schema: JsonSchema } | { missing: string };

/**
 * The engine for where no kubeconform can be had: ajv over the same schemas. ajv is loaded at the first document and a
 * schema compiled at the first document of its kind; both are kept for the validator's life.
 *
 * As with kubeconform, a schema that cannot be used (a newer dialect than draft-07, a reference out of its document, a
 * pattern Go would not compile) counts as none; a `List` is judged item by item.
 */
export const createEmbeddedValidator = ({ readSchema }: { readSchema: ReadSchema }): EmbeddedValidator => {
  const kinds = new Map<string, Promise<Compiled>>();
  let engine: Promise<Ajv> | undefined;

  const compile = async (version: string, kind: string): Promise<Compiled> => {
    const slash = version.indexOf('/');
    const written = await readSchema(slash === -1 ? '' : version.slice(0, slash), kind, version.slice(slash + 1));
    if (written === undefined) return { missing: '' };
    const schema = toDraft7(written);
    if (schema === undefined) return { missing: ': its dialect is newer than draft-07' };
    engine ??= loadAjv();
    const loaded = await engine;
    try {
      return { validate: loaded.compile(schema), schema };
    } catch (error) {
      return { missing: `: ${error instanceof Error ? error.message : String(error)}` };
    }
  };

  const judge = async (document: EmbeddedDocument): Promise<Verdict> => {
    const { object } = document;
    const head = headOf(document);
    if (object === null || object === undefined) return failed(head, 'empty', 'the file holds no document');
    if (!isObject(object)) return failed(head, 'unreadable', 'error unmarshalling resource: it is not an object');
    for (const key of ['kind', 'apiVersion'])
      if (text(object[key]) === '') return failed(head, 'unreadable', `error while parsing: missing '${key}' key`);
    const key = `${head.version} ${head.kind}`;
    const compiling = kinds.get(key) ?? compile(head.version, head.kind);
    kinds.set(key, compiling);
    const compiled = await compiling;
    if ('missing' in compiled)
      return failed(head, 'no-schema', `could not find schema for ${head.kind}${compiled.missing}`);
    if (compiled.validate(object)) return { ...head, status: 'valid', problems: [] };
    return { ...head, status: 'invalid', problems: toProblems(compiled.validate.errors ?? [], compiled.schema) };
  };

  return {
    validate: async (documents) => {
      const verdicts = await Promise.all(documents.flatMap(itemsOf).map(judge));
      return { verdicts: verdicts.sort(compareVerdicts) };
    },
  };
};

type Head = Pick<Verdict, 'file' | 'kind' | 'name' | 'version'>;

const headOf = ({ file, object }: EmbeddedDocument): Head => {
  const { kind, apiVersion: version, metadata } = isObject(object) ? object : {};
  const { name, generateName } = isObject(metadata) ? metadata : {};
  const generated = typeof generateName === 'string' ? `${generateName}{{ generateName }}` : undefined;
  return { file, kind: text(kind), name: generated ?? text(name), version: text(version) };
};

/** kubeconform reads a scalar of another type as the text it was written with. */
const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';

const failed = (head: Head, reason: NonNullable<Verdict['reason']>, message: string): Verdict => ({
  ...head,
  status: 'error',
  reason,
  problems: [{ pointer: '', message }],
});

const itemsOf = (document: EmbeddedDocument): EmbeddedDocument[] => {
  const { file, object } = document;
  if (!isObject(object) || text(object['kind']).toLowerCase() !== 'list' || text(object['apiVersion']) === '')
    return [document];
  const items = Array.isArray(object['items']) ? object['items'] : [];
  return items.length === 0 ? [{ file, object: null }] : items.map((item: unknown) => ({ file, object: item }));
};

const loadAjv = async (): Promise<Ajv> => {
  const { Ajv: Engine } = await import('./ajv.ts');
  return new Engine({
    allErrors: true,
    verbose: true,
    strict: false,
    logger: false,
    // kubeconform's validator ignores what stands beside a reference, and reads patterns as Go does.
    ignoreKeywordsWithRef: true,
    formats,
    // A schema judges a handful of objects: compiling it is what costs. Unoptimized, with references kept as calls, that is a third.
    inlineRefs: false,
    code: { optimize: false, regExp: Object.assign((pattern: string) => toRegExp(pattern), { code: 'toRegExp' }) },
  });
};
