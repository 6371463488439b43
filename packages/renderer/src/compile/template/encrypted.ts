import { parseAllDocuments } from 'yaml';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { isJsonObject } from '../../model/json.ts';
import type { RenderedManifest } from '../../model/names.ts';
import type { TextFile } from '../../model/source.ts';

/** `token.sops.yaml`: a file encrypted with SOPS is no template, its text is signed. */
export const isEncryptedName = (path: string): boolean => /\.sops\.ya?ml$/u.test(path);

/** The one object of an encrypted file, with its text. That it is encrypted at all is looked at with the secrets. */
export const encryptedManifest = (file: TextFile, diagnostics: Diagnostic[]): RenderedManifest[] => {
  const documents = [...parseAllDocuments(file.text, { prettyErrors: false, logLevel: 'silent' })];
  const [first, second] = documents;
  const data: unknown = first === undefined || first.errors.length > 0 ? undefined : first.toJS({ maxAliasCount: 0 });
  if (second === undefined && isJsonObject(data))
    return [{ file: file.path, document: data, index: 0, encrypted: file.text }];
  diagnostics.push({
    code: 'sops-unencrypted',
    severity: 'error',
    message: `${file.path} holds ${second === undefined ? 'no readable object' : `${documents.length} documents`}, expected one Kubernetes object`,
    hint: 'Write one object a file, then encrypt each.',
    origin: { file: file.path, pointer: '' },
    place: { file: file.path, line: 1, column: 1 },
  });
  return [];
};
