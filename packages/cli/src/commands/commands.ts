import type { Arguments } from '../arguments.ts';
import { runCompile } from './compile.ts';
import { runKubeconformInstall } from './kubeconform.ts';
import { runCheck, runLink, runRender } from './render.ts';
import { runSchemasAdd } from './schemas.ts';

export interface Command {
  name: string;
  description: string;
  /** @returns the exit code. */
  run: (options: Arguments, operands: readonly string[]) => Promise<number>;
}

/** Every command there is, in the order the help lists them. A command that is not built is absent. */
export const commands: readonly Command[] = [
  { name: 'render', description: 'render and validate the tree, write it when all is well', run: runRender },
  { name: 'check', description: 'the same without writing; exit 1 when the tree has drifted', run: runCheck },
  { name: 'compile', description: 'compile categories to object files (turbo run compile)', run: runCompile },
  { name: 'link', description: 'link object files to the tree; refuses stale ones', run: runLink },
  {
    name: 'kubeconform install',
    description: "put the pinned kubeconform into Keelson's cache",
    run: runKubeconformInstall,
  },
  { name: 'schemas add', description: 'turn CustomResourceDefinitions into schemas/kubernetes', run: runSchemasAdd },
];

export const helpText = `keelson <command> [options]

commands
${commands.map(({ name, description }) => `  ${name.padEnd(22)}${description}`).join('\n')}

options
  -c, --cluster <name>   one cluster (clusters/<name>.yaml); may be given again. Default: all of them
      --category <name>  compile: only this category
      --root <folder>    the folder that holds placeholders.yaml. Default: the nearest one upward
      --reporter <name>  human, json, github or sarif. Default: github in GitHub Actions, else human
      --force            render: take the rendered file where one was edited by hand or stands in the way
      --allow-embedded   let the embedded validator stand in for kubeconform under CI=true
  -h, --help             this text
  -V, --version          the version

exit codes: 0 clean, 1 errors in the input or drift, 2 wrong usage or a missing tool, 3 a bug of Keelson
`;
