import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { templateReference, withReference } from '../../../scripts/template-reference.ts';
import { filters } from '../../../src/compile/template/filters/filters.ts';
import { renderScalar } from '../../../src/compile/template/scalar.ts';

const page = readFileSync(new URL('../../../../../docs/templates.md', import.meta.url), 'utf8');

describe('docs/templates.md', () => {
  it('has the tables of the code', () => {
    expect(page, 'run: npx tsx packages/renderer/scripts/template-reference.ts').toBe(withReference(page));
    for (const name of Object.keys(templateReference)) expect(page).toContain(`<!-- generated: ${name} -->\n| `);
  });

  const shown = Object.entries(filters).flatMap(([name, { example }]) =>
    example
      .split(/; (?=[[{"\d-])/u)
      .filter((part) => /^[[{"\d-].* → [^(]+$/u.test(part))
      .map((part): [string, string, string] => [name, ...(part.split(' → ') as [string, string])]),
  );

  it.each(shown)('the example of %s: %s → %s', (_name, expression, expected) => {
    const result = renderScalar(`<% ${expression} %>`, {}, { keepType: true });
    const value = 'value' in result ? result.value : result.problem.message;
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    const bare = (each: string) => each.replaceAll(/[\s"]|, then/gu, '');
    expect(bare(text)).toBe(bare(expected));
  });

  it('shows most filters by example', () => {
    expect(new Set(shown.map(([name]) => name)).size).toBeGreaterThan(25);
  });
});
