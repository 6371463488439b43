import type { AppExplanation, ExplainedReference, Explanation, LineExplanation, Place } from '@keelson/renderer';

/** An explanation as people read it. */
export const explanationText = (explanation: Explanation): string =>
  `${(explanation.kind === 'app' ? appLines(explanation) : lineLines(explanation)).join('\n')}\n`;

const at = (place: Place | undefined): string =>
  place === undefined ? '' : `${place.file}:${place.line}:${place.column}`;

const appLines = (app: AppExplanation): string[] => [
  `${app.id}: ${app.description}`,
  `  ${at(app.place)}, tier ${app.tier}, namespace ${app.namespace}`,
  ...section(
    'parts',
    app.parts.flatMap((part) => [
      `${part.name} (tier ${part.tier}): ${part.objects.join(', ')}`,
      ...part.waitsFor.map(
        ({ on, reason, latched }) => `  waits for ${on}${latched ? '' : ', on every revision'}: ${reason}`,
      ),
      ...part.neededBy.map((other) => `  ${other.part} waits for it: ${other.reason}`),
    ]),
  ),
  ...section('needs', app.needs.map(needLine)),
  ...section('needed by', app.neededBy.map(needLine)),
  ...section(
    'values from elsewhere than its own file',
    app.values.map(({ pointer, value, layer, place }) =>
      `${pointer}: ${JSON.stringify(value)}  ← ${layer} ${at(place)}`.trimEnd(),
    ),
  ),
];

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];

const needLine = ({ place, object, key, grade, soft, app, provider }: ExplainedReference): string => {
  const end =
    app === undefined ? 'made by hand' : `${app}${provider === undefined || provider === key ? '' : ` (${provider})`}`;
  return `${at(place)} → ${object} → ${key} ← ${end}, ${grade}${soft ? ', soft' : ''}`;
};

const lineLines = (line: LineExplanation): string[] => [
  `${line.file}:${line.line}: ${line.text}`,
  ...(line.object === undefined ? [] : [`  ${line.object} ${line.pointer}`.trimEnd()]),
  ...(line.app === undefined ? [] : [`  of ${line.app}${line.part === undefined ? '' : `, part ${line.part}`}`]),
  `  ${line.because}`,
  ...(line.place === undefined
    ? []
    : [`  written at ${at(line.place)}${line.layer === undefined ? '' : `, layer ${line.layer}`}`]),
];
