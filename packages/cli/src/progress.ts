import { warn } from './output.ts';

/** Says what goes on, on standard error. */
export interface Progress {
  /** A line that stays: something was done to the machine. */
  say: (line: string) => void;
  /** A line that the next one overwrites; shown at a terminal only, for work that can take a second. */
  show: (line: string) => void;
  /** Takes away what `show` left. */
  done: () => void;
}

const clearLine = '\r\u001b[K';

export const progressOf = (isTerminal: boolean): Progress => {
  let isShown = false;
  const done = (): void => {
    if (isShown) warn(clearLine);
    isShown = false;
  };
  return {
    say: (line) => {
      done();
      warn(`${line}\n`);
    },
    show: (line) => {
      if (!isTerminal) return;
      warn(`${clearLine}${line}`);
      isShown = true;
    },
    done,
  };
};
