import type { MergedCluster } from './model/cluster.ts';
import { compareDiagnostics, type Diagnostic, type Origin, type Place } from './model/diagnostic.ts';
import { type JsonValue, valueAt } from './model/json.ts';
import type { Sources, TextFile } from './model/source.ts';
import { narrowed } from './narrow.ts';
import { positionOf } from './origin/position.ts';
import { endsOf, type Located, saidOnce } from './said-once.ts';

/**
 * Gives every diagnostic the place a person can open: the origin is narrowed by differential compile where only the rendered
 * object is known, then looked up in the file's text. Sorted, and one finding said twice is said once.
 */
export const placed = (diagnostics: readonly Diagnostic[], sources: Sources, cluster: MergedCluster): Diagnostic[] => {
  const files = textsOf(sources);
  const placeOf = placesIn(sources);
  const place = (origin: Origin | undefined): Place | undefined => (origin === undefined ? undefined : placeOf(origin));
  const ends = diagnostics.flatMap(endsOf);
  const narrow = narrowed([...diagnostics, ...ends.map(({ finding }) => finding)], sources, cluster);
  const placeOfEnd = new Map(
    ends.map(({ end }, index) => [end, place(mentioned(narrow[diagnostics.length + index]!, files))]),
  );
  const located = diagnostics.map((diagnostic, index): Located => {
    const at = diagnostic.place ?? place(mentioned(narrow[index]!, files));
    const related = diagnostic.related?.map(({ rendered: _found, ...other }, which) => {
      const end = placeOfEnd.get(diagnostic.related![which]!) ?? other.place ?? place(other.origin);
      return { ...other, ...(end === undefined ? {} : { place: end }) };
    });
    const finding = {
      ...withoutMention(narrow[index]!),
      ...(at === undefined ? {} : { place: at }),
      ...(related === undefined ? {} : { related }),
    };
    return { finding, broad: place(diagnostic.origin) };
  });
  return saidOnce(located).sort(compareDiagnostics);
};

/** Line and column of an origin; the start of a file that is no text of a person. */
export const placesIn = (sources: Sources): ((origin: Origin) => Place) => {
  const files = textsOf(sources);
  return ({ file, pointer, offset, key }) => {
    const text = files.get(file);
    return { file, ...(text === undefined ? { line: 1, column: 1 } : positionOf(text, pointer, offset, key)) };
  };
};

/** The origin, with the offset of what the diagnostic speaks of where that stands in the text as it is written. */
const mentioned = ({ origin, rendered }: Diagnostic, files: ReadonlyMap<string, TextFile>): Origin | undefined => {
  if (origin === undefined || rendered?.mention === undefined || origin.offset !== undefined) return origin;
  const file: (TextFile & { data?: JsonValue }) | undefined = files.get(origin.file);
  const isText = file?.data === undefined;
  const text = isText ? file?.text : valueAt(file.data, origin.pointer);
  const offset = typeof text === 'string' ? text.indexOf(rendered.mention) : -1;
  return offset === -1 ? origin : { ...origin, offset, pointer: isText ? '' : origin.pointer };
};

/** Its place is found: the report knows no mentions. */
const withoutMention = (diagnostic: Diagnostic): Diagnostic => {
  if (diagnostic.rendered?.mention === undefined) return diagnostic;
  const { mention: _found, ...rendered } = diagnostic.rendered;
  return { ...diagnostic, rendered };
};

/** Every text file that a person wrote, by path. */
export const textsOf = (sources: Sources): ReadonlyMap<string, TextFile> => {
  const files = new Map<string, TextFile>();
  const add = (file: TextFile): void => void files.set(file.path, file);
  for (const file of [sources.placeholders, ...sources.cluster]) add(file);
  for (const category of sources.categories) {
    add(category.definition);
    for (const app of category.apps) {
      add(app.definition);
      for (const template of app.templates.values()) add(template);
    }
  }
  return files;
};
