declare const verified: unique symbol;

/** A file that `verify` has proved. Only `verify` mints it (the brand is declared here and cast there), and `write` takes nothing else. */
export interface VerifiedFile {
  readonly [verified]: true;
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly text: string;
}

export interface FileChange {
  path: string;
  change: 'created' | 'configured' | 'unchanged' | 'deleted';
  /** Text on disk before, and after; absent where there is none. */
  before?: string;
  after?: string;
}

/** What `write` would do, sorted by path: planned first, then applied. */
export interface ChangeSet {
  changes: FileChange[];
  /** Files under the output folder that Keelson does not own: never touched, reported. */
  foreign: string[];
}
