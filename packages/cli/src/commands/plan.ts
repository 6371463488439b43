import { didYouMean, type Inspection, type Plan, partsByName, plan } from '@keelson/renderer';
import type { Arguments } from '../arguments.ts';
import { exitCodes, UsageError } from '../exit-codes.ts';
import { print } from '../output.ts';
import { report } from '../report.ts';
import { inspected, printsJson } from './inspected.ts';
import { planText } from './plan-text.ts';

/**
 * `keelson plan`: exit 1 when a bootstrap does not end with everything ready, or a push is held back by more than strict edges.
 * What `--fail` and `--suspend` block in a bootstrap is an answer, not a finding.
 */
export const runPlan = async (options: Arguments): Promise<number> => {
  const isJson = printsJson('plan', options);
  const { inspections } = await inspected(options);
  const faulty = inspections.filter(hasErrors);
  if (faulty.length > 0) return report('plan', options, faulty.map(resultOf));
  const planned = inspections.map((inspection) => planOne(inspection, options));
  print(isJson ? jsonOf(planned) : planned.map((one) => planText(one.cluster, one.plan)).join('\n'));
  return planned.every(({ isSound }) => isSound) ? exitCodes.clean : exitCodes.findings;
};

interface Planned {
  cluster: string;
  plan: Plan;
  isSound: boolean;
}

const planOne = ({ cluster, resolved, laidOut }: Inspection, options: Arguments): Planned => {
  const output = cluster.definition.output ?? 'kubernetes';
  const names = partsByName(laidOut, output);
  const mode = options.push ? 'push' : 'bootstrap';
  const made = plan(resolved, laidOut, {
    mode,
    output,
    failing: options.fail.flatMap((name) => partsOf(name, names, cluster.name)),
    suspended: options.suspend.flatMap((name) => partsOf(name, names, cluster.name)),
  });
  const isAsked = options.fail.length + options.suspend.length > 0;
  const judged = mode === 'bootstrap' && isAsked ? plan(resolved, laidOut, { mode, output }) : made;
  const isSound = judged.blocked.every(({ onlyStrict }) => mode === 'push' && onlyStrict);
  return { cluster: cluster.name, plan: made, isSound };
};

const partsOf = (name: string, names: ReadonlyMap<string, readonly string[]>, cluster: string): readonly string[] => {
  const parts = names.get(name);
  if (parts !== undefined) return parts;
  const hint = didYouMean(name, [...names.keys()]);
  throw new UsageError(`cluster ${cluster} runs no app "${name}"${hint === undefined ? '' : `. ${hint}`}`);
};

/** Version 1 of the machine-readable plan. */
const jsonOf = (planned: readonly Planned[]): string => {
  const clusters = planned.map(({ cluster, plan: made, isSound }) => ({ cluster, sound: isSound, ...made }));
  return `${JSON.stringify({ version: 1, command: 'plan', clusters }, null, 2)}\n`;
};

const hasErrors = ({ diagnostics }: Inspection): boolean => diagnostics.some(({ severity }) => severity === 'error');

const resultOf = ({ cluster, diagnostics }: Inspection) => ({
  cluster: cluster.name,
  diagnostics,
  figures: { apps: 0, objects: 0, files: 0, validated: 0, remembered: 0, engine: '', kubernetes: '' },
  notices: [],
});
