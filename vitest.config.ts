import { defineConfig } from 'vitest/config';
import { ClosingLine } from './test/reporter/closing-line.ts';

const project = (name: string, include: string[]) => ({
  extends: true as const,
  test: { name, include },
});

export default defineConfig({
  ssr: { resolve: { conditions: ['@keelson/source', 'module', 'node', 'import', 'default'] } },
  resolve: { conditions: ['@keelson/source', 'module', 'node', 'import', 'default'] },
  test: {
    reporters: ['default', new ClosingLine()],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    projects: [
      project('schema', ['packages/schema/test/**/*.test.ts']),
      project('kubeconform', ['packages/kubeconform/test/**/*.test.ts']),
      project('renderer', ['packages/renderer/test/**/*.test.ts']),
      project('cli', ['packages/cli/test/**/*.test.ts']),
      project('repository', ['test/**/*.test.ts']),
    ],
  },
});
