import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { accidents } from './accidents.ts';
import { renderWith } from './repository.ts';

const page = new URL('../../docs/placeholders.md', import.meta.url);
const marker = '<!-- accidents -->\n';

const section = async (index: number): Promise<string> => {
  const { name, story, wrong } = accidents[index]!;
  const { diagnostics } = await renderWith(wrong);
  const printed = diagnostics.map(
    ({ place, severity, code, message, hint }) =>
      `${place?.file}:${place?.line}:${place?.column} ${severity}[${code}] ${message}${hint === undefined ? '' : `\n  ${hint}`}`,
  );
  const title = name.startsWith('a ') ? `${name[2]!.toUpperCase()}${name.slice(3)}` : name;
  return `### ${index + 1}. ${title}\n\n${story}\n\n\`\`\`text\n${printed.join('\n')}\n\`\`\`\n`;
};

it('docs/placeholders.md quotes what is really printed; write it with: UPDATE_PAGE=1 npx vitest run test/accidents/page.test.ts', async () => {
  const text = readFileSync(page, 'utf8');
  const sections: string[] = [];
  for (const index of accidents.keys()) sections.push(await section(index));
  const expected = `${text.slice(0, text.indexOf(marker) + marker.length)}\n${sections.join('\n')}`;
  if (process.env['UPDATE_PAGE'] === '1') writeFileSync(page, expected);
  else expect(text).toBe(expected);
});
