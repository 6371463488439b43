/**
 * Acceptance: a kind is written only when its samples come out right.
 *
 * `samples/<group>/<kind>_<version>/good-*.yaml` must pass, `bad-*.yaml` must fail for the reason its first line names:
 * `# must fail: <instance path> <keyword>`. Pure Node and ajv: the repository's tests run the same check.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { byCodeUnit } from './json.ts';

/** One sample file. */
export interface Sample {
  /** Below `samples/`. */
  readonly path: string;
  readonly good: boolean;
  readonly text: string;
  /** Of a bad sample: where and by which keyword it must fail. */
  readonly expected?: { readonly path: string; readonly keyword: string };
}

/** An error as ajv reports it. */
export interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
}

const expectation = /^# must fail: (\S*) ([A-Za-z]+)$/;

/**
 * Samples of one kind.
 * @param schemaFile `<group>/<kind>_<version>.json`
 * @throws when a bad sample does not say how it must fail
 */
export const samplesOf = (samplesFolder: string, schemaFile: string): Sample[] => {
  const below = schemaFile.replace(/\.json$/, '');
  const folder = join(samplesFolder, below);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort(byCodeUnit)
    .map((name) => {
      const path = `${below}/${name}`;
      const text = readFileSync(join(folder, name), 'utf8');
      if (name.startsWith('good-')) return { path, good: true, text };
      const match = expectation.exec(text.split('\n')[0] ?? '');
      if (!match) throw new Error(`${path}: the first line must read "# must fail: <path> <keyword>"`);
      return {
        path,
        good: false,
        text,
        expected: { path: match[1] === '/' ? '' : (match[1] ?? ''), keyword: match[2] ?? '' },
      };
    });
};

/** What is wrong with a verdict on a sample, or undefined when it came out right. */
export const problemOf = (sample: Sample, errors: readonly SchemaError[]): string | undefined => {
  const found = errors.map((error) => `${error.instancePath || '/'} ${error.keyword}`).join(', ');
  if (sample.good) return errors.length === 0 ? undefined : `${sample.path}: must pass, fails at ${found}`;
  if (errors.length === 0) return `${sample.path}: must fail, passes`;
  const { path, keyword } = sample.expected ?? { path: '', keyword: '' };
  const asMeant = errors.some((error) => error.instancePath === path && error.keyword === keyword);
  return asMeant ? undefined : `${sample.path}: must fail at ${path || '/'} ${keyword}, fails at ${found}`;
};
