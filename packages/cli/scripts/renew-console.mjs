// Pages of docs/ show what the command prints: each block that starts with `$ keelson …` holds its real output.
// Renew them with `node packages/cli/scripts/renew-console.mjs` after `pnpm build`; a test holds pages and output equal.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Pages with such blocks, relative to the root. */
export const pages = ['docs/plan.md', 'docs/explain.md'];

/** The page with the output of each block as `print` gives it for the words of the command. */
export const renewed = (page, print) =>
  page.replaceAll(
    /```console\n\$ keelson (.*)\n[\s\S]*?```/gu,
    (_, words) => `\`\`\`console\n$ keelson ${words}\n${print(words.split(' '))}\`\`\``,
  );

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** What the built command prints, whatever its exit code. */
export const printed = (entry) => (words) => {
  try {
    return execFileSync(process.execPath, [entry, ...words], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    return error.stdout;
  }
};

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const page of pages) {
    const path = `${root}/${page}`;
    writeFileSync(path, renewed(readFileSync(path, 'utf8'), printed(`${root}/packages/cli/bin/keelson.js`)));
  }
