import { isAbsolute } from 'node:path';
import { execa } from 'execa';
import { KubeconformError } from './error.ts';
import { parseReport } from './report.ts';
import { compareVerdicts, type Report, type Verdict } from './verdict.ts';

export interface RunOptions {
  /** Path of the binary, as `findKubeconform` gives it. */
  binary: string;
  /**
   * Absolute paths of `.json`, `.yaml` or `.yml` files, one object a file; or of folders, all of whose such files are read
   * (one folder of many files is quickest). kubeconform ignores files of other names without a word, follows no symbolic
   * link to a folder, splits an object of kind `List` into its items, and stops at a path that does not exist:
   * hold the verdicts against what was sent with `accountFor`.
   */
  files: readonly string[];
  /**
   * Templates of schema paths, tried in order: `/schemas/{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json`. The
   * group of `v1` is `v1`; kinds are in lower case. A schema without `$schema` is read as draft-04.
   */
  schemaLocations: readonly string[];
  /** `1.36.0`; only matters to templates that name it. Default `master`. */
  kubernetesVersion?: string;
  /** Files read at once. Default 4, kubeconform's own. */
  concurrency?: number;
}

/** Characters of paths one process is given: well under the limits of Linux (2 MiB), macOS (1 MiB) and Windows (32 KiB). */
const argumentBudget = process.platform === 'win32' ? 24_000 : 400_000;

/** A verdict is some 300 bytes; a report of 100,000 invalid ones still fits. */
const maximumReport = 512 * 1024 * 1024;

/**
 * Runs kubeconform, strict and over paths (never stdin: its stream reader loses documents), and reads its report.
 * @throws {KubeconformError} `run-failed` when it cannot be started, is killed or refuses its arguments;
 * `report-unreadable` when what it printed is not a whole report.
 */
export const runKubeconform = async ({
  binary,
  files,
  schemaLocations,
  kubernetesVersion = 'master',
  concurrency = 4,
}: RunOptions): Promise<Report> => {
  const relative = files.find((file) => !isAbsolute(file));
  if (relative !== undefined)
    throw new KubeconformError('run-failed', `kubeconform is given absolute paths only, not ${relative}.`);
  if (schemaLocations.length === 0)
    throw new KubeconformError(
      'run-failed',
      'kubeconform needs a schema location; without one it would read schemas from the network.',
    );
  const release = kubernetesVersion.replace(/^v/, '');
  if (!/^(?:master|\d+\.\d+\.\d+)$/.test(release))
    throw new KubeconformError(
      'run-failed',
      `kubeconform takes a Kubernetes version of three numbers, such as 1.36.0, not ${kubernetesVersion}.`,
    );
  const options = [
    '-strict',
    '-verbose',
    '-summary',
    ...['-output', 'json'],
    ...['-n', String(concurrency)],
    ...['-kubernetes-version', release],
    ...schemaLocations.flatMap((location) => ['-schema-location', location]),
  ];
  const verdicts: Verdict[] = [];
  for (const paths of inBatches(files)) verdicts.push(...(await runOnce(binary, [...options, '--', ...paths])));
  return { verdicts: verdicts.sort(compareVerdicts) };
};

const inBatches = (files: readonly string[]): string[][] => {
  const batches: string[][] = [];
  let room = 0;
  for (const file of files) {
    const size = file.length + 1;
    if (size > room || batches.length === 0) {
      batches.push([]);
      room = argumentBudget;
    }
    batches.at(-1)!.push(file);
    room -= size;
  }
  return batches;
};

const runOnce = async (binary: string, options: readonly string[]): Promise<Verdict[]> => {
  const result = await execa(binary, options, {
    stdin: 'ignore',
    reject: false,
    maxBuffer: maximumReport,
    // A short process: collecting garbage less often saves a sixth of its time.
    env: { GOGC: '400' },
  });
  const { stdout = '', stderr = '', exitCode } = result;
  if (result.isMaxBuffer) throw new KubeconformError('report-unreadable', 'kubeconform printed more than 512 MiB.');
  if (exitCode === undefined) {
    const how =
      result.signal === undefined
        ? `could not be started (${result.code ?? result.shortMessage})`
        : `was ended by ${result.signal}`;
    throw new KubeconformError('run-failed', `${binary} ${how}.`, {
      output: `${stderr}\n${stdout}`.trim(),
      cause: result,
    });
  }
  if (exitCode > 1 || (exitCode === 1 && stdout.trim() === ''))
    throw new KubeconformError('run-failed', `${binary} stopped with exit code ${exitCode} and without a report.`, {
      output: `${stderr}\n${stdout}`.trim(),
      cause: result,
    });
  return parseReport({ stdout, stderr, exitCode });
};
