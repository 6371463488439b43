import type { Reporter, TestModule } from 'vitest/node';

/** Names skipped tests, then ends the run with the plain line `N passed, N failed` that CI reads. */
export class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    let passed = 0;
    let failed = errors.length;
    for (const module of modules) {
      if (!module.ok() && module.errors().length > 0) failed += 1;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') passed += 1;
        else if (state === 'failed') failed += 1;
        else process.stdout.write(`not run: ${module.relativeModuleId} > ${test.fullName}\n`);
      }
    }
    process.stdout.write(`${passed} passed, ${failed} failed\n`);
  }
}
