import { homedir } from 'node:os';
import { join } from 'node:path';

/** What finding and installing a tool depends on, as data, so that only the caller reads the process. */
export interface Environment {
  /** `process.env`. */
  variables: Readonly<Record<string, string | undefined>>;
  /** `process.platform`. */
  platform: NodeJS.Platform;
  /** `process.arch`. */
  architecture: string;
  /** `os.homedir()`. */
  homeFolder: string;
}

/** The environment of this process. */
export const currentEnvironment = (): Environment => ({
  variables: process.env,
  platform: process.platform,
  architecture: process.arch,
  homeFolder: homedir(),
});

/** Where Keelson keeps kubeconform: `$XDG_CACHE_HOME` or `~/.cache`, then `keelson/kubeconform`. */
export const cacheFolderOf = (environment: Environment): string => {
  const base = environment.variables['XDG_CACHE_HOME'] || join(environment.homeFolder, '.cache');
  return join(base, 'keelson', 'kubeconform');
};

/** `kubeconform`, or `kubeconform.exe` on Windows. */
export const executableName = (name: string, environment: Environment): string =>
  environment.platform === 'win32' ? `${name}.exe` : name;
