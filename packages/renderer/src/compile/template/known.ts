import { nearest } from '../../model/nearest.ts';
import { filters, refusedFilters } from './filters/filters.ts';
import { fail, type Position } from './problem.ts';
import { refusedTests, tests } from './tests.ts';

const check =
  (what: string, known: readonly string[], refused: Readonly<Record<string, string>>) =>
  (name: string, at: Position): void => {
    if (known.includes(name)) return;
    if (Object.hasOwn(refused, name)) {
      fail('template-refused', `the ${what} \`${name}\` is not supported`, refused[name], at);
    }
    const near = nearest(name, known);
    const hint = near === undefined ? `${what}s: ${known.join(', ')}.` : `Did you mean ${near}?`;
    fail('template-undefined', `there is no ${what} \`${name}\``, hint, at);
  };

/** Throws unless the filter is in the table. */
export const checkFilter = check('filter', Object.keys(filters), refusedFilters);
/** Throws unless the test is in the table. */
export const checkTest = check('test', Object.keys(tests), refusedTests);
