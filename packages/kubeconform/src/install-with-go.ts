import { join } from 'node:path';
import { execa } from 'execa';
import { type Environment, executableName } from './environment.ts';
import { KubeconformError } from './error.ts';
import { readModule } from './identify.ts';
import { kubeconformPin } from './pin.ts';

const buildTimeout = 10 * 60 * 1000;

/**
 * Builds kubeconform with `go install` into a folder. Go checks the module against its checksum database; for the pinned
 * version the hash in the binary is compared with the pin as well.
 * @returns where it came from, for the record.
 */
export const installWithGo = async (
  go: string,
  folder: string,
  version: string,
  environment: Environment,
): Promise<string> => {
  // A cross-compiling environment makes `go install` refuse GOBIN.
  const { GOOS: _system, GOARCH: _architecture, ...variables } = environment.variables;
  const source = `${kubeconformPin.module}/cmd/kubeconform@${version}`;
  const result = await execa(go, ['install', '-trimpath', '-ldflags=-s -w', source], {
    env: { ...variables, GOBIN: folder, CGO_ENABLED: '0' },
    extendEnv: false,
    cwd: folder,
    stdin: 'ignore',
    reject: false,
    timeout: buildTimeout,
    all: true,
  });
  if (result.failed)
    throw new KubeconformError(
      'install-failed',
      result.timedOut ? `go install ${source} took longer than 10 minutes.` : `go install ${source} failed.`,
      { output: result.all ?? '', cause: result },
    );
  const built = await readModule(join(folder, executableName('kubeconform', environment)), environment);
  const expectedHash = version === kubeconformPin.version ? kubeconformPin.moduleHash : built?.hash;
  if (built?.version !== version || built.hash !== expectedHash)
    throw new KubeconformError(
      'install-failed',
      `go install ${source} built ${built === undefined ? 'no binary of that module' : `${built.version} ${built.hash}`}; expected ${version} ${expectedHash ?? ''}.`,
    );
  return `go install ${source}`;
};
