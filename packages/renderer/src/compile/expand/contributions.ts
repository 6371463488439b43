import type { Contribution } from './contribution.ts';

/** Joins what the traits give: lists in order, maps and single values with the later one winning. */
export const mergeContributions = (contributions: readonly Contribution[]): Contribution => {
  const serviceAccount = contributions.findLast((one) => one.serviceAccount !== undefined)?.serviceAccount;
  return {
    objects: contributions.flatMap((one) => one.objects ?? []),
    env: Object.assign({}, ...contributions.map((one) => one.env ?? {})),
    envFrom: contributions.flatMap((one) => one.envFrom ?? []),
    volumes: contributions.flatMap((one) => one.volumes ?? []),
    ...(serviceAccount === undefined ? {} : { serviceAccount }),
    external: contributions.flatMap((one) => one.external ?? []),
    facts: Object.assign({}, ...contributions.map((one) => one.facts ?? {})),
    diagnostics: contributions.flatMap((one) => one.diagnostics ?? []),
  };
};
