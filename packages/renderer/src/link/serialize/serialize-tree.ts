import { asJson } from '../../model/kubernetes.ts';
import type { LaidOutTree, SerializedFile } from '../../model/linked.ts';
import { serializeDocuments } from './serialize.ts';

/** Every file of the tree as text, headed by the file it was rendered from; an encrypted one as it is. */
export const serializeTree = ({ files }: LaidOutTree): SerializedFile[] =>
  files.map((file) => ({
    ...file,
    text:
      file.documents[0]?.encrypted ??
      serializeDocuments(
        file.documents.map(({ object }) => asJson(object)),
        `# Rendered by keelson from ${file.source}. Do not edit: change that file and run pnpm render.`,
      ),
  }));
