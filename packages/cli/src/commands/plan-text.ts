import type { Blocked, Plan } from '@keelson/renderer';

const width = 100;

/** The plan of one cluster as people read it: steps, what needed a second attempt, what stays blocked and why. */
export const planText = (cluster: string, plan: Plan): string => {
  const steps = `${plan.waves.length} ${plan.waves.length === 1 ? 'step' : 'steps'}`;
  const lines = [
    `${cluster}: ${plan.mode}, ${plan.total} FluxKustomizations, ${steps}`,
    ...plan.waves.flatMap((wave, index) => wrapped(`${String(index + 1).padStart(4)}  `, wave)),
    ...plan.failing.map((name) => `made to fail: ${name}`),
    ...plan.suspended.map((name) => `suspended: ${name}`),
    ...plan.pruned.map((name) => `deleted: ${name}`),
    ...plan.retried.flatMap(({ name, wave, reasons }) => [
      `retried: ${name} is ready in step ${wave}, after an attempt that failed`,
      ...reasons.map(({ message }) => `      ${message}`),
    ]),
    ...plan.blocked.flatMap(blockedLines),
    closing(cluster, plan),
  ];
  return `${lines.join('\n')}\n`;
};

const blockedLines = ({ name, app, reasons, onlyStrict }: Blocked): string[] => [
  `blocked: ${name}${app === undefined || app === name ? '' : ` (${app})`}${onlyStrict ? ', by strict edges only' : ''}`,
  ...reasons.map(({ message }) => `      ${message}`),
];

const closing = (cluster: string, { blocked, failing, suspended, total, mode }: Plan): string => {
  const asked = failing.length + suspended.length;
  if (blocked.length === 0 && asked === 0) return `${cluster}: everything becomes ready`;
  if (blocked.length === 0) return `${cluster}: nothing else is blocked`;
  const isLawful = mode === 'push' && blocked.every(({ onlyStrict }) => onlyStrict);
  return `${cluster}: ${blocked.length} of ${total} never become ready${asked > 0 ? ' because of it' : ''}${isLawful ? ', held back by strict edges only' : ''}`;
};

const wrapped = (head: string, names: readonly string[]): string[] => {
  const lines: string[] = [];
  let line = head;
  for (const [index, name] of names.entries()) {
    const text = index === names.length - 1 ? name : `${name}, `;
    if (line.length + text.trimEnd().length > width && line.trim() !== head.trim() && line.trim() !== '') {
      lines.push(line.trimEnd());
      line = ' '.repeat(head.length);
    }
    line += text;
  }
  return [...lines, line];
};
