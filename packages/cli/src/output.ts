/** A reader that went away (`keelson render | head`) is no failure: what it did not want is dropped, the exit code stays. */
const tolerant = (stream: NodeJS.WriteStream): NodeJS.WriteStream =>
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

const output = tolerant(process.stdout);
const messages = tolerant(process.stderr);

/** Results: the report, paths, help that was asked for. */
export const print = (text: string): void => void output.write(text);

/** Messages to the person at the terminal: progress, usage errors, bugs. */
export const warn = (text: string): void => void messages.write(text);
