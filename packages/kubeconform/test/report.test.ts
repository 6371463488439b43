import { expect, it } from 'vitest';
import { KubeconformError } from '../src/index.ts';
import { parseReport } from '../src/report.ts';

const resource = { filename: '/f', kind: 'Pod', name: 'a', version: 'v1', status: 'statusValid', msg: '' };
const summary = { valid: 1, invalid: 0, errors: 0, skipped: 0 };
const printed = (value: unknown, exitCode = 0) => ({ stdout: JSON.stringify(value), stderr: 'said so', exitCode });

const refusal = (attempt: () => unknown): KubeconformError => {
  try {
    attempt();
  } catch (error) {
    if (error instanceof KubeconformError) return error;
    throw error;
  }
  throw new Error('it was taken');
};

it('reads a whole report', () => {
  expect(parseReport(printed({ resources: [resource], summary }))).toEqual([
    { file: '/f', kind: 'Pod', name: 'a', version: 'v1', status: 'valid', problems: [] },
  ]);
});

it('never drops what was skipped', () => {
  const skipped = {
    resources: [{ ...resource, status: 'statusSkipped' }],
    summary: { ...summary, valid: 0, skipped: 1 },
  };
  expect(parseReport(printed(skipped))[0]?.status).toBe('skipped');
});

it.each([
  ['nothing', { stdout: '', stderr: 'panic: x', exitCode: 0 }, 'it is empty'],
  ['half a report', { stdout: '{"resources": [{"filename"', stderr: '', exitCode: 0 }, 'it is not JSON'],
  ['another shape', printed({ resources: {} }), 'not of the shape'],
  [
    'a status nobody knows',
    printed({ resources: [{ ...resource, status: 'statusMaybe' }], summary }),
    'not of the shape',
  ],
  ['fewer results than counted', printed({ resources: [], summary }), 'do not agree'],
  ['an exit code that says otherwise', printed({ resources: [resource], summary }, 1), 'do not agree'],
])('refuses %s', (_name, output, why) => {
  const error = refusal(() => parseReport(output));
  expect(error.code).toBe('report-unreadable');
  expect(error.message).toContain(why);
  expect(error.output).toContain(output.stderr);
});
