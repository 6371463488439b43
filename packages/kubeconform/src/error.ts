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
  /** The first and last lines the process printed, or an empty string. */
  readonly output: string;

  constructor(code: KubeconformErrorCode, message: string, details: { output?: string; cause?: unknown } = {}) {
    const output = shorten(details.output ?? '');
    super(
      output === '' ? message : `${message}\n${output}`,
      details.cause === undefined ? {} : { cause: details.cause },
    );
    this.code = code;
    this.output = output;
  }
}

const headLines = 4;
const tailLines = 20;
const longestLine = 400;

/** The start and the end of what a process printed: a panic says why in its first lines, a build in its last. */
const shorten = (output: string): string => {
  const lines = output
    .trimEnd()
    .split('\n')
    .map((line) => (line.length > longestLine ? `${line.slice(0, longestLine)}…` : line));
  if (lines.length <= headLines + tailLines) return lines.join('\n');
  return [...lines.slice(0, headLines), '…', ...lines.slice(-tailLines)].join('\n');
};
