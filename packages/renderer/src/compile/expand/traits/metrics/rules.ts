import { parseDocument } from 'yaml';
import type { CompiledObject } from '../../../../model/compiled.ts';
import type { Diagnostic } from '../../../../model/diagnostic.ts';
import { isJsonObject, type JsonValue, pointerOf, segmentsOf } from '../../../../model/json.ts';
import type { Contribution } from '../../contribution.ts';
import { made, metadataOf, neverSubstituted } from '../../made.ts';
import { textsOf } from '../../written.ts';
import type { MetricsEntry } from '../metrics.ts';
import { carriedFile } from '../storage/files.ts';
import { stemOf } from '../storage/paths.ts';
import type { MonitoringKinds } from './kinds.ts';

/** Alert rules: one PrometheusRule (or VMRule) a file, its `groups` as they stand there. */
export const rules = (input: MetricsEntry, kinds: MonitoringKinds): Contribution => {
  const made = textsOf(input.entry['rules']).map((written, index) =>
    ruleFile(input, kinds, written, pointerOf([...segmentsOf(input.pointer), 'rules', index])),
  );
  return {
    objects: made.flatMap(({ object }) => object ?? []),
    diagnostics: made.flatMap(({ diagnostics }) => diagnostics),
  };
};

const ruleFile = (
  { app }: MetricsEntry,
  kinds: MonitoringKinds,
  written: string,
  pointer: string,
): { object?: CompiledObject; diagnostics: Diagnostic[] } => {
  const { file, diagnostics } = carriedFile(app, written, pointer);
  if (file === undefined) return { diagnostics };
  const groups = groupsOf(file.text ?? '');
  if (groups === undefined) return { diagnostics: [notRules(file.path)] };
  const object = {
    ...kinds.rules,
    metadata: metadataOf(`${app.name}-${stemOf(written)}`, app.namespace, { annotations: neverSubstituted }),
    spec: { groups },
  };
  return { object: made(app, pointer, object, { literal: true }), diagnostics: [] };
};

/** `groups` of a rules file, or of a whole PrometheusRule. */
const groupsOf = (text: string): JsonValue[] | undefined => {
  const document = parseDocument(text, { prettyErrors: false });
  if (document.errors.length > 0) return undefined;
  const content = document.toJS() as JsonValue;
  if (!isJsonObject(content)) return undefined;
  const { groups } = isJsonObject(content['spec']) ? content['spec'] : content;
  return Array.isArray(groups) ? groups : undefined;
};

const notRules = (file: string): Diagnostic => ({
  code: 'file-content',
  severity: 'error',
  message: `${file} holds no alert rules: expected a YAML map with a list \`groups\``,
  hint: "Write the file as Prometheus' documentation of alerting rules shows.",
  origin: { file, pointer: '' },
});
