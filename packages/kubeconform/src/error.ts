export type KubeconformErrorCode =
  /** No usable binary where one was said to be. */
  | 'not-found'
  /** Neither `go install` nor the release download gave a binary that is what it should be. */
  | 'install-failed'
  /** The process could not be started, was killed, or stopped without a report. */
  | 'run-failed'
  /** The process ended, but what it printed is not a whole report. */
  | 'report-unreadable';

/** An expected failure of the tool (not of the documents it reads): what happened, what to do, and what the tool printed. */
export class KubeconformError extends Error {
  override readonly name = 'KubeconformError';
  readonly code: KubeconformErrorCode;
  /** The last lines the process printed, or an empty string. */
  readonly output: string;

  constructor(code: KubeconformErrorCode, message: string, details: { output?: string; cause?: unknown } = {}) {
    const output = tailOf(details.output ?? '');
    super(
      output === '' ? message : `${message}\n${output}`,
      details.cause === undefined ? {} : { cause: details.cause },
    );
    this.code = code;
    this.output = output;
  }
}

const tailLines = 20;
const tailCharacters = 4_000;

/** The end of what a process printed: that is where it says why it stopped. */
const tailOf = (output: string): string =>
  output.trimEnd().split('\n').slice(-tailLines).join('\n').slice(-tailCharacters);
