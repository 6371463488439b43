import { currentEnvironment, installKubeconform } from '@keelson/kubeconform';
import { exitCodes } from '../exit-codes.ts';
import { print } from '../output.ts';

/** `keelson kubeconform install`: says where it is; what is there already is kept. */
export const runKubeconformInstall = async (): Promise<number> => {
  const { path, version } = await installKubeconform(currentEnvironment());
  print(`kubeconform${version === undefined ? '' : ` ${version}`} is at ${path}\n`);
  return exitCodes.clean;
};
