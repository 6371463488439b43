import { UsageError } from './exit-codes.ts';

/** Errors of our packages that say what a person has to do; known by name, so that none of them is loaded for a `--version`. */
const expectedNames = new Set(['KubeconformError', 'CustomResourceDefinitionError']);

/** What the machine says no to: no bug of ours, and nothing a stack would explain (Node, "Common system errors"). */
const machineCodes: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space left on the device',
  EDQUOT: 'the disk quota is used up',
  EMFILE: 'too many open files',
  ENFILE: 'too many open files in the system',
  ENOTDIR: 'a part of the path is a file, expected a folder',
  EISDIR: 'it is a folder, expected a file',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'the name is too long',
};

/** The message of a failure that is not a bug; `undefined` for one that is. */
export const expectedFailure = (error: unknown): string | undefined => {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof UsageError || expectedNames.has(error.name)) return error.message;
  const { code, path, syscall } = error as NodeJS.ErrnoException;
  const reason = code === undefined || path === undefined ? undefined : machineCodes[code];
  return reason === undefined
    ? undefined
    : `${path}: ${reason} (${code}${syscall === undefined ? '' : `, ${syscall}`})`;
};
