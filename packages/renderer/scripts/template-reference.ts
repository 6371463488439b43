import { readFileSync, writeFileSync } from 'node:fs';
import { defaultBudget, sourceLimits } from '../src/compile/template/budget.ts';
import { filters, refusedFilters } from '../src/compile/template/filters/filters.ts';
import { functions, refusedFunctions } from '../src/compile/template/functions.ts';
import { refusedTags, supportedTags } from '../src/compile/template/tags.ts';
import { refusedTests, tests } from '../src/compile/template/tests.ts';
import { byCodeUnit } from '../src/model/json.ts';

// Writes the tables of docs/templates.md from the tables of the room `template`:
//   npx tsx packages/renderer/scripts/template-reference.ts

const code = (text: string): string => `\`${text.replaceAll('|', '\\|')}\``;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

const sorted = <Value>(record: Readonly<Record<string, Value>>): [string, Value][] =>
  Object.entries(record).sort(([left], [right]) => byCodeUnit(left, right));

const refused: [string, Readonly<Record<string, string>>][] = [
  ['tag', refusedTags],
  ['filter', refusedFilters],
  ['test', refusedTests],
  ['function', refusedFunctions],
];

const limits: [string, number][] = [
  ['steps: expressions and blocks evaluated, items and 64 characters made, in one render', defaultBudget.steps],
  ['macro calls and includes inside each other, levels of a value that is written out', defaultBudget.depth],
  ['expressions and blocks inside each other, over macros and files', defaultBudget.levels],
  ['characters of the output, and of any text on the way', defaultBudget.characters],
  ['items of a list that is made', defaultBudget.items],
  ['a number given to a filter', defaultBudget.argument],
  ['characters of a template', sourceLimits.characters],
  ['words in one tag', sourceLimits.tokensInATag],
  ['brackets or blocks inside each other in one file', sourceLimits.nesting],
];

/** The generated sections of docs/templates.md by name. */
export const templateReference: Record<string, string> = {
  tags: table(
    ['tag', 'example'],
    Object.entries(supportedTags).map(([name, example]) => [code(name), code(example)]),
  ),
  filters: table(
    ['filter', 'arguments', 'example'],
    sorted(filters).map(([name, { parameters, example }]) => [
      code(name),
      parameters.map(code).join(', '),
      code(example),
    ]),
  ),
  tests: table(
    ['test', 'example'],
    sorted(tests).map(([name, { example }]) => [code(name), code(example)]),
  ),
  functions: table(
    ['function', 'arguments', 'example'],
    sorted(functions).map(([name, { parameters, example }]) => [
      code(name),
      parameters.map(code).join(', '),
      code(example),
    ]),
  ),
  refused: table(
    ['what', 'name', 'instead'],
    refused.flatMap(([what, names]) => sorted(names).map(([name, instead]) => [what, code(name), instead])),
  ),
  budgets: table(
    ['limit', 'at most'],
    limits.map(([what, most]) => [what, most.toLocaleString('en-US')]),
  ),
};

/** The page with each generated section replaced. */
export const withReference = (page: string): string =>
  Object.entries(templateReference).reduce(
    (text, [name, section]) =>
      text.replace(
        new RegExp(`(<!-- generated: ${name} -->\n)[\\s\\S]*?(<!-- end -->)`, 'u'),
        (_match, start: string, end: string) => `${start}${section}\n${end}`,
      ),
    page,
  );

if (process.argv[1]?.endsWith('template-reference.ts')) {
  const page = new URL('../../../docs/templates.md', import.meta.url);
  writeFileSync(page, withReference(readFileSync(page, 'utf8')));
}
