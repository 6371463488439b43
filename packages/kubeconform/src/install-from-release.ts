import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import type { Environment } from './environment.ts';
import { KubeconformError } from './error.ts';

/** Release archives by platform and processor, as the project's release configuration names them. */
const assets: Readonly<Record<string, string>> = {
  'linux-x64': 'kubeconform-linux-amd64.tar.gz',
  'linux-arm64': 'kubeconform-linux-arm64.tar.gz',
  'linux-arm': 'kubeconform-linux-armv6.tar.gz',
  'darwin-x64': 'kubeconform-darwin-amd64.tar.gz',
  'darwin-arm64': 'kubeconform-darwin-arm64.tar.gz',
  'win32-x64': 'kubeconform-windows-amd64.zip',
  'win32-arm64': 'kubeconform-windows-arm64.zip',
};

const downloadTimeout = 5 * 60 * 1000;

/**
 * Downloads the release archive of this platform into a folder, checks it against the release's own `CHECKSUMS` file and
 * unpacks it with `tar` (on Windows that is bsdtar, which reads zip too).
 * @param releases folder of the releases, without the version.
 * @returns the archive's address, for the record.
 */
export const installFromRelease = async (
  releases: string,
  folder: string,
  version: string,
  environment: Environment,
): Promise<string> => {
  const platform = `${environment.platform}-${environment.architecture}`;
  const asset = assets[platform];
  if (asset === undefined)
    throw new KubeconformError(
      'install-failed',
      `There is no kubeconform release for ${platform}. Install Go, or set KEELSON_KUBECONFORM.`,
    );
  const address = `${releases}/${version}/${asset}`;
  const [archive, checksums] = await Promise.all([download(address), download(`${releases}/${version}/CHECKSUMS`)]);
  const expected = checksumOf(asset, checksums.toString('utf8'));
  const found = createHash('sha256').update(archive).digest('hex');
  if (expected !== found)
    throw new KubeconformError(
      'install-failed',
      `${address} has SHA-256 ${found}; CHECKSUMS of the release says ${expected ?? 'nothing of it'}.`,
    );
  const file = join(folder, asset);
  await writeFile(file, archive);
  const unpacked = await execa('tar', ['-xf', asset], { cwd: folder, reject: false, all: true, stdin: 'ignore' });
  if (unpacked.failed)
    throw new KubeconformError('install-failed', `tar could not unpack ${asset}.`, {
      output: unpacked.all ?? '',
      cause: unpacked,
    });
  return address;
};

/** Lines of `CHECKSUMS` are `<sha256>  <file>`, as `sha256sum` prints them. */
const checksumOf = (asset: string, checksums: string): string | undefined =>
  checksums
    .split('\n')
    .map((line) => line.trim().split(/\s+\*?/))
    .find(([, file]) => file === asset)?.[0]
    ?.toLowerCase();

const download = async (address: string): Promise<Buffer> => {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(downloadTimeout) });
    if (!response.ok)
      throw new KubeconformError('install-failed', `${address} answered ${response.status} ${response.statusText}.`);
    return Buffer.from(await response.arrayBuffer());
  } catch (error) {
    if (error instanceof KubeconformError) throw error;
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new KubeconformError('install-failed', `${address} could not be downloaded: ${cause}`, { cause: error });
  }
};
