import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { schemasOfCustomResourceDefinition } from '@keelson/kubeconform';
import { parseAllDocuments } from 'yaml';
import type { Arguments } from '../arguments.ts';
import { exitCodes, UsageError } from '../exit-codes.ts';
import { print } from '../output.ts';
import { targetOf } from './clusters.ts';

/** `keelson schemas add <crd.yaml|folder>…`: every CustomResourceDefinition found becomes a schema under schemas/kubernetes. */
export const runSchemasAdd = async (options: Arguments, operands: readonly string[]): Promise<number> => {
  if (operands.length === 0) throw new UsageError('schemas add needs a file or folder of CustomResourceDefinitions');
  const { root } = await targetOf(options);
  const schemas = operands.flatMap(filesAt).flatMap(definitionsIn).flatMap(schemasOfCustomResourceDefinition);
  if (schemas.length === 0) throw new UsageError(`no CustomResourceDefinition in ${operands.join(', ')}`);
  for (const { file, schema, kind, group, version } of schemas) {
    const path = join(root, 'schemas', 'kubernetes', file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${JSON.stringify(schema)}\n`);
    print(`${group}/${version} ${kind} → ${relative(root, path)}\n`);
  }
  return exitCodes.clean;
};

const filesAt = (operand: string): string[] => {
  const path = resolve(operand);
  if (!existsSync(path)) throw new UsageError(`${operand} does not exist`);
  if (!lstatSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ya?ml$/u.test(name))
    .sort()
    .map((name) => join(path, name));
};

/** The CustomResourceDefinitions of one file; other kinds beside them are passed over. */
const definitionsIn = (path: string): unknown[] =>
  parseAllDocuments(readFileSync(path, 'utf8')).flatMap((document) => {
    if (document.errors.length > 0) throw new UsageError(`${path}: ${document.errors[0]!.message}`);
    const data: unknown = document.toJS();
    const isDefinition =
      typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'CustomResourceDefinition';
    return isDefinition ? [data] : [];
  });
