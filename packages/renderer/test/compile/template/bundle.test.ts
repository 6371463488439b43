import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

const source = (path: string) =>
  JSON.stringify(fileURLToPath(new URL(`../../../src/compile/template/${path}`, import.meta.url)));

describe('a bundle', () => {
  it("holds nunjucks' parser and filters, not its compiler, and renders the same", async () => {
    const folder = mkdtempSync(join(tmpdir(), 'keelson-template-'));
    try {
      const outfile = join(folder, 'bundle.mjs');
      const { metafile } = await build({
        stdin: {
          contents: `export { renderScalar } from ${source('scalar.ts')};\nexport { renderTextTemplate } from ${source('text.ts')};`,
          resolveDir: fileURLToPath(new URL('../../..', import.meta.url)),
        },
        bundle: true,
        platform: 'node',
        format: 'esm',
        outfile,
        metafile: true,
        // nunjucks' parser is CommonJS and requires `events`
        banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
      });
      const used = Object.keys(metafile.inputs).filter((path) => path.includes('nunjucks/src/'));
      const files = used.map((path) => path.slice(path.lastIndexOf('/') + 1)).sort();
      expect(files).toEqual(['filters.js', 'lexer.js', 'lib.js', 'nodes.js', 'object.js', 'parser.js', 'runtime.js']);
      writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
      const bundle = await import(pathToFileURL(outfile).href);
      expect(bundle.renderScalar('<% a | upper %>', { a: 'x' }, { keepType: true })).toMatchObject({ value: 'X' });
      const text = {
        file: 'f',
        text: '<%% for x in [1, 2] %%><% x %><%% endfor %%>',
        names: {},
        read: () => undefined,
      };
      expect(bundle.renderTextTemplate(text)).toMatchObject({ text: '12', problems: [] });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
