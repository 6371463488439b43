import { ofDocument, type SentDocument } from '../check-documents.ts';
import type { Verdict } from '../verdict.ts';
import type { ReadSchema } from './schema-location.ts';
import { createEmbeddedValidator } from './validator.ts';

/** `checkDocuments` by the embedded engine: every document its verdict, in the order of the documents. */
export const checkDocumentsEmbedded = async (
  documents: readonly SentDocument[],
  { readSchema }: { readSchema: ReadSchema },
): Promise<Verdict[]> => {
  const sent = documents.map(({ text }, index) => ({ file: String(index), object: JSON.parse(text) as unknown }));
  const { verdicts } = await createEmbeddedValidator({ readSchema }).validate(sent);
  const own = new Map<string, Verdict[]>();
  for (const verdict of verdicts) own.set(verdict.file, [...(own.get(verdict.file) ?? []), verdict]);
  return documents.map((document, index) => ({
    ...ofDocument(document, own.get(String(index))!),
    file: document.file,
  }));
};
