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

/** The `.keelson.json` of one folder, where it does not say yet what it has to. */
export interface LedgerChange {
  path: string;
  /** Names old and new hashes, so that a run that is killed on the way finds its own files again; absent where no file changes. */
  during?: string;
  /** Absent: the folder has no file of ours any more. */
  after?: string;
}

/** What `write` would do, sorted by path: planned first, then applied. */
export interface ChangeSet {
  /** A ledger is listed only where it changes and no file of its folder does. */
  changes: FileChange[];
  ledgers: LedgerChange[];
  /** Temporary files and empty folders that a killed run left behind. */
  leftovers: { files: string[]; folders: string[] };
  /** Files under the output folder that Keelson does not own: never touched, reported. */
  foreign: string[];
}
