/** The four JSON Schemas (draft-07), the same as `schemas/*.schema.json`. Parsed when first read. */
import { text } from './generated/schemas.js';
import type { FileKind } from './problem.ts';

/** A JSON Schema as plain data. */
export interface JsonSchema {
  [keyword: string]: unknown;
}

interface SharedText {
  definitions: Record<string, JsonSchema>;
  files: Record<FileKind, { root: JsonSchema; names: string[] }>;
}

let parsed: SharedText | undefined;
const read = (): SharedText => {
  parsed ??= JSON.parse(text) as SharedText;
  return parsed;
};

const schemaOf = (kind: FileKind): JsonSchema => {
  const { definitions, files } = read();
  const { root, names } = files[kind];
  return { ...root, definitions: Object.fromEntries(names.map((name) => [name, definitions[name]])) };
};

/** The schemas by kind of file. Each read gives a new outer object over shared parts: do not change them. */
export const schemas: Readonly<Record<FileKind, JsonSchema>> = {
  get app() {
    return schemaOf('app');
  },
  get category() {
    return schemaOf('category');
  },
  get cluster() {
    return schemaOf('cluster');
  },
  get placeholders() {
    return schemaOf('placeholders');
  },
};

/** The definitions of every file by name; what `$ref: '#/definitions/<name>'` names. */
export const sharedDefinitions = (): Readonly<Record<string, JsonSchema>> => read().definitions;

/** The schema of a whole file, without its definitions. */
export const rootOf = (kind: FileKind): JsonSchema => read().files[kind].root;
