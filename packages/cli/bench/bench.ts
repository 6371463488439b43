/**
 * `pnpm bench`: what rendering costs, printed and never asserted. Platforms of 130 and 1,000 generated apps (or the counts given as
 * arguments): cold with validation, nothing changed, one app changed, peak memory; beside them `cp -r` of the tree and kubeconform
 * alone over the same files. Every figure is the best of three runs of a process, with the processor time it used.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { currentEnvironment, findKubeconform, installKubeconform } from '@keelson/kubeconform';
import { bundle } from '../scripts/build.mjs';
import { changedApp, generatePlatform } from './generate.ts';

interface Cost {
  seconds: number;
  /** Processor time of the process and its children, in seconds. */
  processor: number;
  /** Of the process itself, in MiB; where /usr/bin/time is absent it is not known. */
  memory?: number;
}

const rounds = 3;

const folder = mkdtempSync(join(tmpdir(), 'keelson-bench-'));
const command = join(folder, 'cli');
const keelson = join(command, 'dist/keelson.js');

/** Prepares, runs, and keeps the quickest. */
const best = (prepare: (round: number) => void, words: readonly string[], accepted = [0]): Cost => {
  let quickest: Cost | undefined;
  for (let round = 0; round < rounds; round += 1) {
    prepare(round);
    const cost = measure(words, accepted);
    if (quickest === undefined || cost.seconds < quickest.seconds) quickest = cost;
  }
  return quickest!;
};

const hasTime = spawnSync('/usr/bin/time', ['-f', '%M', 'true']).status === 0;

const measure = (words: readonly string[], accepted: readonly number[]): Cost => {
  const [program, ...rest] = hasTime ? ['/usr/bin/time', '-f', '@@%U %S %M', ...words] : words;
  const before = process.resourceUsage();
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(program!, rest, { encoding: 'utf8', maxBuffer: 1 << 30 });
  const seconds = (performance.now() - start) / 1000;
  if (status === null || !accepted.includes(status))
    throw new Error(`${words.join(' ')} ended with ${status}\n${stdout.slice(-2000)}${stderr}`);
  const told = /@@([\d.]+) ([\d.]+) (\d+)/.exec(stderr);
  const used = process.resourceUsage();
  const own = used.userCPUTime + used.systemCPUTime - before.userCPUTime - before.systemCPUTime;
  return told === null
    ? { seconds, processor: own / 1e6 }
    : { seconds, processor: Number(told[1]) + Number(told[2]), memory: Number(told[3]) / 1024 };
};

const nothing = (): void => undefined;

const binary = async (): Promise<string> => {
  const environment = currentEnvironment();
  return ((await findKubeconform(environment)) ?? (await installKubeconform(environment))).path;
};

const benchmark = (count: number, kubeconform: string): void => {
  const root = join(folder, `platform-${count}`);
  const render = [process.execPath, keelson, 'render', '--root', root];
  const tree = join(root, 'kubernetes');
  const forget = (path: string): void => rmSync(path, { recursive: true, force: true });
  generatePlatform(root, count);
  const changed = join(root, changedApp(count));
  const text = readFileSync(changed, 'utf8');
  const rows: [string, Cost][] = [
    [
      'cold: rendered, validated, written',
      best(() => {
        forget(tree);
        forget(join(root, 'node_modules'));
      }, render),
    ],
    ['nothing changed', best(nothing, render)],
    [
      'one app changed',
      best((round) => writeFileSync(changed, text.replace('LOG_LEVEL: info', `LOG_LEVEL: round-${round}`)), render),
    ],
    ['cp -r of the tree', best(() => forget(join(folder, 'copy')), ['cp', '-r', tree, join(folder, 'copy')])],
    [
      'kubeconform alone over the tree',
      best(
        nothing,
        [
          kubeconform,
          '-strict',
          '-ignore-filename-pattern',
          '\\.keelson\\.json$',
          '-schema-location',
          `${command}/schemas/kubernetes/{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json`,
          '-summary',
          tree,
          // The committed tree holds placeholders: kubeconform calls some of them invalid, and has judged all of it.
        ],
        [0, 1],
      ),
    ],
  ];
  const cold = rows[0]![1].seconds;
  console.log(`\n${count} apps`);
  console.log(
    `  ${'what'.padEnd(36)}${'elapsed'.padStart(9)}${'processor'.padStart(11)}${'memory'.padStart(10)}${'cold is'.padStart(11)}`,
  );
  for (const [name, { seconds, processor, memory }] of rows) {
    const peak = memory === undefined ? '' : `${memory.toFixed(0)} MiB`;
    const ratio = `${(cold / seconds).toFixed(1)} times`;
    console.log(
      `  ${name.padEnd(36)}${`${seconds.toFixed(2)} s`.padStart(9)}${`${processor.toFixed(2)} s`.padStart(11)}${peak.padStart(10)}${ratio.padStart(11)}`,
    );
  }
};

try {
  const counts = process.argv.slice(2).map(Number);
  await bundle(command);
  writeFileSync(join(command, 'package.json'), '{ "name": "keelson", "version": "0.0.0", "type": "module" }\n');
  const kubeconform = await binary();
  const [oneMinute] = loadavg();
  console.log(`Node ${process.version}, ${cpus().length} processors, load ${oneMinute!.toFixed(1)} at the start`);
  for (const [name, words] of [
    ['node -e 0', [process.execPath, '-e', '0']],
    ['keelson --version', [process.execPath, keelson, '--version']],
  ] as const)
    console.log(`  ${name.padEnd(36)}${`${best(nothing, words).seconds.toFixed(2)} s`.padStart(9)}`);
  for (const count of counts.length > 0 ? counts : [130, 1000]) benchmark(count, kubeconform);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
