import type { Arguments } from '../arguments.ts';
import type { OptionName } from '../options.ts';

/** @returns the exit code. */
type Run = (options: Arguments, operands: readonly string[]) => Promise<number>;

export interface Command {
  name: string;
  /** What the help shows of its operands; absent: it takes none. */
  operands?: string;
  description: string;
  /** Options it takes beside `--root`. */
  options: readonly OptionName[];
  /** Loads what the command needs, and nothing else: start-up is paid by each run. */
  load: () => Promise<Run>;
}

/** Every command there is, in the order the help lists them. A command that is not built is absent. */
export const commands: readonly Command[] = [
  {
    name: 'render',
    description: 'render and validate the tree, write it when all is well',
    options: ['cluster', 'reporter', 'force', 'allow-embedded'],
    load: async () => (await import('./render.ts')).runRender,
  },
  {
    name: 'check',
    description: 'the same without writing; exit 1 when the tree has drifted',
    options: ['cluster', 'reporter', 'allow-embedded'],
    load: async () => (await import('./render.ts')).runCheck,
  },
  {
    name: 'compile',
    description: 'compile categories to object files (turbo run compile); link reports what is wrong in them',
    options: ['cluster', 'category'],
    load: async () => (await import('./compile.ts')).runCompile,
  },
  {
    name: 'link',
    description: 'link object files to the tree as render does; refuses stale ones',
    options: ['cluster', 'reporter', 'force', 'allow-embedded'],
    load: async () => (await import('./render.ts')).runLink,
  },
  {
    name: 'plan',
    description: 'reconcile the tree in a model of Flux; exit 1 when something would never become ready',
    options: ['cluster', 'reporter', 'push', 'fail', 'suspend'],
    load: async () => (await import('./plan.ts')).runPlan,
  },
  {
    name: 'explain',
    operands: '<subject>',
    description: 'an app, <rendered file>:<line>, a diagnostic code, or the names expressions may read (`names`)',
    options: ['cluster', 'reporter'],
    load: async () => (await import('./explain.ts')).runExplain,
  },
  {
    name: 'graph',
    description: 'what waits for what, and why',
    options: ['cluster', 'format', 'app'],
    load: async () => (await import('./graph.ts')).runGraph,
  },
  {
    name: 'placeholders',
    description: 'every ${NAME}: type, source, which apps use it, documented or not; exit 1 when one is not',
    options: ['cluster', 'reporter', 'write', 'force'],
    load: async () => (await import('./placeholders.ts')).runPlaceholders,
  },
  {
    name: 'kubeconform install',
    description: "put the pinned kubeconform into Keelson's cache",
    options: [],
    load: async () => (await import('./kubeconform.ts')).runKubeconformInstall,
  },
  {
    name: 'schemas add',
    operands: '<path>…',
    description: 'turn CustomResourceDefinitions (files, folders) into schemas/kubernetes',
    options: [],
    load: async () => (await import('./schemas.ts')).runSchemasAdd,
  },
];

/** The command whose name the words begin with. */
export const findCommand = (words: readonly string[]): Command | undefined =>
  commands.find(({ name }) => name === words.slice(0, name.split(' ').length).join(' '));
