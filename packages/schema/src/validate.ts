/**
 * The two validators. Both run the same compiled schema; a written file is forgiven what only a later stage can know.
 *
 * 1. A scalar that holds `<%` or `${` passes where some scalar may stand: its type is checked when it is filled in.
 * 2. `null` passes outside lists: it takes a key away from a lower layer.
 * 3. A key may be missing outside lists where a layer can supply it; `name` and `description` of an app or a category never.
 */
import { describePointer } from './describe-pointer.ts';
import { passedThroughErrors } from './fields/passed-through.ts';
import { app, category, cluster, placeholders, rows } from './generated/validators.js';
import { checkPlaceholderValue, type PlaceholderType, placeholderTypeNames } from './placeholder-types.ts';
import type { FileKind, Problem } from './problem.ts';
import { collect } from './problems/collect.ts';
import { child, insideList, isMap } from './problems/pointer.ts';
import type { ErrorRow, RawError, RawValidator } from './problems/raw-error.ts';

const validators: Record<FileKind, RawValidator> = { app, category, cluster, placeholders };
const scalarTypes = ['string', 'number', 'integer', 'boolean'];

let table: ErrorRow[] | undefined;

/** Runs a validator and joins each failure with its row; the rows are parsed when the first failure needs them. */
const ownErrors = (kind: FileKind, data: unknown): RawError[] => {
  const validator = validators[kind];
  if (validator(data)) return [];
  table ??= JSON.parse(rows) as ErrorRow[];
  const known = table;
  return (validator.errors ?? []).map(({ path, row, params, ...rest }) => {
    const fixed = known[row] as ErrorRow;
    return { ...fixed, ...rest, path, params: { ...fixed.params, ...params } };
  });
};

const errorsOf = (kind: FileKind, data: unknown, merged: boolean): RawError[] => [
  ...ownErrors(kind, data),
  ...passedThroughErrors(kind, data, merged),
];

const isUnfilled = (error: RawError): boolean => {
  if (error.propertyName !== undefined || typeof error.data !== 'string' || !/<%|\$\{/.test(error.data)) return false;
  return error.keyword !== 'type' || [error.params['type']].flat().some((type) => scalarTypes.includes(String(type)));
};

const missingKeywords = ['required', 'dependencies', 'oneOf', 'anyOf'];

/** Whether a layer may still supply what this error says is missing. */
const isSuppliedLater = (kind: FileKind, data: unknown, error: RawError): boolean => {
  if (!missingKeywords.includes(error.keyword) || insideList(data, error.path)) return false;
  const params = error.params;
  if (error.keyword === 'oneOf' && params['passingSchemas'] !== null && params['passingSchemas'] !== undefined)
    return false;
  const missing = String(params['missingProperty']);
  if (kind === 'cluster') return isMap(data) && (data['name'] === undefined || data['extends'] !== undefined);
  return error.path !== '' || (missing !== 'name' && missing !== 'description');
};

/** Whether a rule about keys holds once the keys that are `null` are taken away. */
const isTakenAway = (error: RawError): boolean => {
  const { data, choice } = error;
  if (choice === undefined || !isMap(data)) return false;
  const present = choice.filter((key) => Object.hasOwn(data, key));
  return present.length > 1 && present.filter((key) => data[key] !== null).length <= 1;
};

const isForgiven = (kind: FileKind, data: unknown, error: RawError): boolean =>
  kind !== 'placeholders' &&
  (isUnfilled(error) ||
    isTakenAway(error) ||
    (error.data === null && error.propertyName === undefined && !insideList(data, parentOf(error.path))) ||
    isSuppliedLater(kind, data, error));

const parentOf = (pointer: string): string => pointer.slice(0, Math.max(0, pointer.lastIndexOf('/')));

/** A placeholder's example is a value of its type: every check of the tree is made with it. */
const wrongExamples = (data: unknown): Problem[] =>
  !isMap(data)
    ? []
    : Object.entries(data).flatMap(([name, placeholder]) => {
        if (!isMap(placeholder) || !(placeholderTypeNames as readonly unknown[]).includes(placeholder['type']))
          return [];
        if (!['string', 'number', 'boolean'].includes(typeof placeholder['example'])) return [];
        const wrong = checkPlaceholderValue(placeholder['type'] as PlaceholderType, placeholder['example']);
        if (wrong === undefined) return [];
        const [expected = '', found = ''] = wrong.replace('expected ', '').split(', found ');
        return [
          {
            code: 'schema-violation' as const,
            pointer: child(child('', name), 'example'),
            found,
            expected,
            message: wrong,
          },
        ];
      });

/** A missing key is told with what it is for. */
const withDescription = (kind: FileKind, problem: Problem): Problem => {
  const key =
    problem.code === 'missing-key' && problem.hint === undefined
      ? /^the key (\S+)$/.exec(problem.expected)?.[1]
      : undefined;
  const described = key === undefined ? undefined : describePointer(kind, child(problem.pointer, key));
  if (described === undefined) return problem;
  const example = typeof described.example === 'object' ? '' : `, such as ${described.example}`;
  return { ...problem, hint: `${key}: ${described.description}${example}.` };
};

const told = (kind: FileKind, data: unknown, errors: readonly RawError[]): Problem[] => [
  ...collect(errors).map((problem) => withDescription(kind, problem)),
  ...(kind === 'placeholders' ? wrongExamples(data) : []),
];

/**
 * Checks a file as it is written (parsed YAML). Gives every problem, one a mistake; an empty list when there is none.
 */
export const validateWritten = (kind: FileKind, data: unknown): Problem[] =>
  told(
    kind,
    data,
    errorsOf(kind, data, false).filter((error) => !isForgiven(kind, data, error)),
  );

/** Checks a definition after its layers are merged, its expressions evaluated and its placeholders replaced by examples. */
export const validateMerged = (kind: FileKind, data: unknown): Problem[] =>
  told(kind, data, errorsOf(kind, data, true));
