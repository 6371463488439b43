import type { FileChange } from '@keelson/renderer';

/** The first line in which the file on disk and the rendered one differ, from 1; a side that has no such line is absent. */
export interface Difference {
  line: number;
  before?: string;
  after?: string;
}

/** Only for a configured file: what is created or deleted differs as a whole. */
export const firstDifference = ({ before, after }: FileChange): Difference | undefined => {
  if (before === undefined || after === undefined) return undefined;
  const [left, right] = [before.split('\n'), after.split('\n')];
  const common = left.findIndex((line, index) => line !== right[index]);
  const index = common === -1 ? left.length : common;
  const sides = { before: left[index], after: right[index] };
  return {
    line: index + 1,
    ...(sides.before === undefined ? {} : { before: sides.before }),
    ...(sides.after === undefined ? {} : { after: sides.after }),
  };
};
