/** Names of the reporters; apart from the reporters themselves, so that reading arguments loads none of them. */
export const reporterNames = ['human', 'json', 'github', 'sarif'] as const;
export type ReporterName = (typeof reporterNames)[number];

export const isReporterName = (name: string): name is ReporterName =>
  (reporterNames as readonly string[]).includes(name);
