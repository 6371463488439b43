import { type JsonObject, type JsonPointer, pointerOf } from '../../../model/json.ts';
import type { Contribution, ExpandInput, Trait } from '../contribution.ts';
import { mergeContributions } from '../contributions.ts';
import { clusterValue, definitionOf, isOn, mapOf, textOf, textsOf } from '../written.ts';
import { dashboards } from './metrics/dashboards.ts';
import { kindsOf } from './metrics/kinds.ts';
import { rules } from './metrics/rules.ts';
import { scrape } from './metrics/scrape.ts';

/** One entry of `metrics`. */
export interface MetricsEntry extends ExpandInput {
  entry: JsonObject;
  pointer: JsonPointer;
  /** Position in the list; 0 for a single map. */
  index: number;
}

/**
 * `metrics`: what is scraped (ServiceMonitor or VMServiceScrape), alert rules and Grafana dashboards from files. Everything it
 * makes observes the app, so that an app below the monitoring may still be observed by it.
 */
export const metrics: Trait = (input) => {
  const written = definitionOf(input.app)['metrics'];
  const list = Array.isArray(written);
  const entries = (list ? written : [written]).map((entry, index) => ({
    ...input,
    entry: mapOf(entry),
    pointer: list ? pointerOf(['metrics', index]) : '/metrics',
    index,
  }));
  const contribution = mergeContributions(entries.map(expandEntry));
  return {
    ...contribution,
    objects: (contribution.objects ?? []).map((compiled) => ({ ...compiled, observes: true })),
  };
};

const expandEntry = (entry: MetricsEntry): Contribution => {
  const kinds = kindsOf(textOf(clusterValue(entry.cluster, 'monitoring', 'metrics')));
  const scraped = isScraped(entry.entry);
  const hasRules = textsOf(entry.entry['rules']).length > 0;
  return mergeContributions([
    kinds !== undefined && scraped ? scrape(entry, kinds) : {},
    kinds !== undefined && hasRules ? rules(entry, kinds) : {},
    dashboards(entry),
    { env: kinds === undefined ? {} : mapOf(entry.entry['env']) },
  ]);
};

/** Rules and dashboards alone ask for no scraping; a port, path, interval or service does, and so does `metrics: true`. */
const isScraped = (entry: JsonObject): boolean =>
  ['port', 'path', 'interval', 'service'].some((key) => isOn(entry[key])) ||
  !(isOn(entry['rules']) || isOn(entry['dashboards']));
