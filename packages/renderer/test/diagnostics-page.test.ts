import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { diagnosticsPage } from '../scripts/diagnostics-page.ts';
import { diagnosticCodes } from '../src/model/codes.ts';

const source = fileURLToPath(new URL('../src', import.meta.url));
const texts = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('codes.ts'))
  .map((name) => readFileSync(join(source, name), 'utf8'));

describe('docs/diagnostics.md', () => {
  it('is what the table of codes says; regenerate it with: pnpm generate', () => {
    expect(readFileSync(new URL('../../../docs/diagnostics.md', import.meta.url), 'utf8')).toBe(diagnosticsPage());
  });

  it.each(Object.keys(diagnosticCodes))('%s is a code that some room reports', (code) => {
    expect(texts.some((text) => text.includes(`'${code}'`))).toBe(true);
  });
});
