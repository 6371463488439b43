import { byCodeUnit } from '../../../../../model/json.ts';

/** The chart runs init containers by name unless `dependsOn` says otherwise: true when the written order is another. */
export const byOrderNotName = (names: readonly string[]): boolean =>
  names.some((name, index) => index > 0 && byCodeUnit(names[index - 1]!, name) > 0);
