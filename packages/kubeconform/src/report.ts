import { KubeconformError } from './error.ts';
import { problemsOf, type ValidationError } from './problems.ts';
import type { Verdict, VerdictStatus } from './verdict.ts';

/** kubeconform's `-output json -verbose -summary`, after it has been checked to be that. */
interface Printed {
  resources: {
    filename: string;
    kind: string;
    name: string;
    version: string;
    /** `statusValid` and so on; empty for a file that holds no document. */
    status: string;
    msg: string;
    validationErrors?: ValidationError[];
  }[];
  summary: { valid: number; invalid: number; errors: number; skipped: number };
}

const statuses: Readonly<Record<string, VerdictStatus>> = {
  statusValid: 'valid',
  statusInvalid: 'invalid',
  statusError: 'error',
  statusSkipped: 'skipped',
  '': 'error',
};

/**
 * Reads kubeconform's report. Its summary has to count what it lists, and its exit code has to agree with both.
 * @throws {KubeconformError} `report-unreadable`, with what was printed.
 */
export const parseReport = (printed: { stdout: string; stderr: string; exitCode: number }): Verdict[] => {
  const { resources, summary } = readPrinted(printed);
  const verdicts = resources.map(toVerdict);
  const count = (status: VerdictStatus): number =>
    resources.filter((resource) => resource.status !== '' && statuses[resource.status] === status).length;
  const whole =
    count('valid') === summary.valid &&
    count('invalid') === summary.invalid &&
    count('error') === summary.errors &&
    count('skipped') === summary.skipped &&
    (printed.exitCode === 0) === (summary.invalid + summary.errors === 0);
  if (!whole)
    throw unreadable(
      `its summary ${JSON.stringify(summary)} and exit code ${printed.exitCode} do not agree with the ${resources.length} results it lists`,
      printed,
    );
  return verdicts;
};

const readPrinted = (printed: { stdout: string; stderr: string }): Printed => {
  let value: unknown;
  try {
    value = JSON.parse(printed.stdout);
  } catch (error) {
    throw unreadable(printed.stdout.trim() === '' ? 'it is empty' : `it is not JSON (${String(error)})`, printed);
  }
  if (!isPrinted(value)) throw unreadable('it is not of the shape { resources: […], summary: {…} }', printed);
  return value;
};

const isPrinted = (value: unknown): value is Printed =>
  isRecord(value) &&
  Array.isArray(value['resources']) &&
  value['resources'].every(
    (resource) =>
      isRecord(resource) &&
      ['filename', 'kind', 'name', 'version', 'status', 'msg'].every((key) => typeof resource[key] === 'string') &&
      Object.hasOwn(statuses, resource['status'] as string),
  ) &&
  isRecord(value['summary']) &&
  ['valid', 'invalid', 'errors', 'skipped'].every((key) =>
    Number.isInteger((value['summary'] as Record<string, unknown>)[key]),
  );

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const toVerdict = (resource: Printed['resources'][number]): Verdict => {
  const { filename: file, kind, name, version, msg } = resource;
  const status = statuses[resource.status]!;
  const base = { file, kind, name, version, status };
  if (resource.status === '')
    return { ...base, reason: 'empty', problems: [{ pointer: '', message: 'the file holds no document' }] };
  if (status === 'invalid') return { ...base, problems: problemsOf(msg, resource.validationErrors ?? []) };
  if (status !== 'error') return { ...base, problems: [] };
  const reason = msg.startsWith('could not find schema') ? 'no-schema' : 'unreadable';
  return { ...base, reason, problems: [{ pointer: '', message: msg }] };
};

const unreadable = (why: string, { stdout, stderr }: { stdout: string; stderr: string }): KubeconformError =>
  new KubeconformError('report-unreadable', `kubeconform's report cannot be used: ${why}.`, {
    output: [stderr.trim(), stdout.trim()].filter((text) => text !== '').join('\n'),
  });
