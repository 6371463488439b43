import type { JsonPointer, JsonValue } from './json.ts';

/** A text file of the catalogue. `path` is relative to the root, with `/`. */
export interface TextFile {
  path: string;
  text: string;
}

/** A file that is carried byte for byte: `text` when it is valid UTF-8, else `base64`. */
export interface CarriedFile {
  path: string;
  text?: string;
  base64?: string;
}

/** A YAML definition after `load`. */
export interface DefinitionFile extends TextFile {
  data: JsonValue;
  /** Pointers of the quoted scalars that hold `<%`: quoted gives a string, plain keeps the type of a single expression. */
  quoted: ReadonlySet<JsonPointer>;
}

/** One app folder of the catalogue. Keys of `templates` and `files` are relative to those folders: `issuer.yaml`. */
export interface AppSource {
  category: string;
  folder: string;
  definition: DefinitionFile;
  templates: ReadonlyMap<string, TextFile>;
  files: ReadonlyMap<string, CarriedFile>;
}

export interface CategorySource {
  name: string;
  definition: DefinitionFile;
  /** Sorted by folder name. */
  apps: AppSource[];
}

/** Everything a render reads, in one value: `load`'s result. */
export interface Sources {
  placeholders: DefinitionFile;
  /** The cluster's own file last, what it `extends` before it. */
  cluster: DefinitionFile[];
  /** Files of other clusters, not read further: what they mention is in use. */
  otherClusters?: TextFile[];
  /** Sorted by name; the whole catalogue, also what the cluster does not run (did-you-mean, `app-disabled`). */
  categories: CategorySource[];
  /** `category` and `category/app` of definitions that are there but were left out because of an error. */
  faulty: ReadonlySet<string>;
}
