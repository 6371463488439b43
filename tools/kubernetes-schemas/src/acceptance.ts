import { Ajv } from 'ajv';
import { parse } from 'yaml';
import type { Schema } from './json.ts';
import { problemOf, samplesOf } from './samples.ts';

/** A schema about to be written. */
export interface SchemaFile {
  readonly file: string;
  readonly schema: Schema;
}

/** ajv as the embedded validator runs it: strict, so that a keyword that would be ignored is an error here. */
const compiler = (): Ajv =>
  new Ajv({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true, validateFormats: false });

const problemsOfKind = ({ file, schema }: SchemaFile, samplesFolder: string): string[] => {
  const validate = compiler().compile(schema);
  const samples = samplesOf(samplesFolder, file);
  const missing = [
    ...(samples.some((sample) => sample.good) ? [] : [`${file}: no good sample`]),
    ...(samples.some((sample) => !sample.good) ? [] : [`${file}: no bad sample`]),
  ];
  const wrong = samples.flatMap((sample) => {
    validate(parse(sample.text));
    const problem = problemOf(sample, validate.errors ?? []);
    return problem === undefined ? [] : [problem];
  });
  return [...missing, ...wrong];
};

/** Everything that speaks against writing these schemas; empty when all samples come out right. */
export const problemsOf = (files: readonly SchemaFile[], samplesFolder: string): string[] =>
  files.flatMap((file) => problemsOfKind(file, samplesFolder));
