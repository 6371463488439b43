/**
 * Types → schemas/kubernetes and the renderer's types.
 *
 * 1. `kindsOfTypes`: inlined schemas of all types, refined to what a cluster accepts.
 * 2. `shareEqualParts`: equal parts become definitions.
 * 3. `problemsOf`: every kind's good and bad samples must come out right, else nothing is written.
 * 4. Write the schemas, the types, VERSION and the hashes that the repository's tests check.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { problemsOf } from './acceptance.ts';
import { inputHashes, outputHashes } from './inputs.ts';
import { kindsOfTypes } from './kinds-of-types.ts';
import { repositoryFolder, schemasFolder, toolFolder, typesFile } from './paths.ts';
import { printSchema } from './print.ts';
import { shareEqualParts } from './refine/definitions.ts';
import { typesOfKinds } from './typescript.ts';

/** The release whose API kubernetes-models 5.1 was generated from: the built-in kinds equal its OpenAPI field for field. */
const kubernetesVersion = '1.36.0';

const writeFile = (path: string, text: string): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};

const kinds = kindsOfTypes(toolFolder);
const files = kinds.map(({ file, schema }) => ({
  file,
  schema: { $schema: 'http://json-schema.org/draft-07/schema#', ...shareEqualParts(schema) },
}));
const problems = problemsOf(files, join(toolFolder, 'samples'));

if (problems.length > 0) {
  process.stderr.write(`Nothing was written, ${problems.length} samples came out wrong:\n${problems.join('\n')}\n`);
  process.exitCode = 1;
} else {
  mkdirSync(schemasFolder, { recursive: true });
  for (const entry of readdirSync(schemasFolder)) rmSync(join(schemasFolder, entry), { recursive: true });
  for (const { file, schema } of files) writeFile(join(schemasFolder, file), printSchema(schema));
  writeFile(join(schemasFolder, 'VERSION'), `${kubernetesVersion}\n`);
  writeFile(typesFile, typesOfKinds(kinds));
  const recorded = { inputs: inputHashes(toolFolder), outputs: outputHashes(schemasFolder, typesFile) };
  writeFile(join(schemasFolder, 'inputs.json'), `${JSON.stringify(recorded, null, 2)}\n`);
  process.stdout.write(`${files.length} schemas written below ${schemasFolder.slice(repositoryFolder.length + 1)}\n`);
}
