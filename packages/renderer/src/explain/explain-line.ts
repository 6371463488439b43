import type { Origin } from '../model/diagnostic.ts';
import { type JsonPointer, segmentsOf } from '../model/json.ts';
import { hasMetadata, objectName } from '../model/kubernetes.ts';
import type { SerializedFile, TreeDocument } from '../model/linked.ts';
import { type ExplainContext, layerAt } from './context.ts';
import { statedAt } from './explain-app.ts';
import type { LineExplanation } from './explanation.ts';
import { explainFluxLine } from './flux-line.ts';
import { pointerAtLine } from './pointer-at-line.ts';

/** What a line of a rendered file says, which line a person wrote it comes from, and which layer of defaults that line is of. */
export const explainLine = (
  file: SerializedFile,
  line: number,
  context: ExplainContext,
): LineExplanation | undefined => {
  const node = pointerAtLine(file.text, line);
  const document = node === undefined ? undefined : file.documents[node.document];
  if (node === undefined || document === undefined) return undefined;
  const text = (file.text.split('\n')[line - 1] ?? '').trim();
  const found = sourceOf(document, node.pointer, text, file, context);
  const place = found.origin === undefined ? undefined : context.placeOf(found.origin);
  const merged = document.app === undefined ? undefined : context.mergedApp(document.app);
  const layer =
    found.origin === undefined ? undefined : layerAt(found.origin, merged?.origins, context.cluster.origins);
  return {
    kind: 'line',
    file: file.path,
    line,
    text,
    ...(hasMetadata(document.object) ? { object: objectName(document.object) } : {}),
    pointer: node.pointer,
    ...(document.app === undefined ? {} : { app: document.app }),
    ...(file.part === undefined ? {} : { part: file.part }),
    because: found.because,
    ...(place === undefined ? {} : { place }),
    ...(layer === undefined ? {} : { layer }),
  };
};

interface Source {
  because: string;
  origin?: Origin;
}

const sourceOf = (
  document: TreeDocument,
  pointer: JsonPointer,
  text: string,
  file: SerializedFile,
  context: ExplainContext,
): Source => {
  if (!hasMetadata(document.object))
    return { because: 'it lists the files of this folder by name', origin: { file: document.file, pointer: '' } };
  const flux = explainFluxLine(document, pointer, context);
  if (flux !== undefined) return flux;
  const app = context.resolved.apps.find(({ id }) => id === document.app);
  const compiled = app?.objects.find(({ object }) => objectName(object) === objectName(document.object));
  if (app === undefined || compiled === undefined)
    return { because: `Keelson writes it for ${document.file}`, origin: document.origin ?? writtenIn(document) };
  const name = objectName(compiled.object);
  const written = compiled.file === app.file ? undefined : lineOfTemplate(compiled.file, text, context);
  if (written !== undefined) return { because: `it is written in ${compiled.file}`, origin: written };
  const fed = context.originOf(app.id, { object: name, pointer }, 'all');
  if (fed !== undefined) return { because: `it is fed by ${fed.pointer || 'the whole'} of ${fed.file}`, origin: fed };
  const stated = statedAt(compiled, app, context.mergedApp(app.id));
  const where = segmentsOf(compiled.pointer)[0];
  return {
    because: `no written value feeds it: Keelson sets it for ${where === undefined ? file.source : `\`${where}\``}`,
    origin: stated,
  };
};

const writtenIn = ({ file, pointer }: TreeDocument): Origin => ({ file, pointer });

/** A line that stands in a template as it stands in the tree, once: there is no narrower origin. */
const lineOfTemplate = (file: string, text: string, { textOf }: ExplainContext): Origin | undefined => {
  const lines = textOf(file)?.split('\n') ?? [];
  const found = lines.flatMap((line, index) => (line.trim() === text && text !== '' ? [index] : []));
  if (found.length !== 1) return undefined;
  const line = lines[found[0]!]!;
  const before = lines.slice(0, found[0]).join('\n').length + (found[0] === 0 ? 0 : 1);
  return { file, pointer: '', offset: before + line.length - line.trimStart().length };
};
