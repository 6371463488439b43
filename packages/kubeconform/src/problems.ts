import { compareProblems, type Problem } from './verdict.ts';

/** `validationErrors` of kubeconform's JSON output: the first level of its validator's tree of causes. */
export interface ValidationError {
  /** Instance location joined with `/`, not escaped: useless where a key holds a `/`, as annotations do. */
  path: string;
  msg: string;
}

interface Cause extends Problem {
  depth: number;
}

/**
 * The problems of one document, from kubeconform's `msg`: the printed tree of causes, its newlines turned into spaces. A
 * cause is `- at '<JSON Pointer>': <message>`, two more spaces before it a level. The tree is preferred to
 * `validationErrors` because its pointers are escaped and because `validationErrors` stops at `'allOf' failed`. Where the
 * two disagree about the first level (a kubeconform that prints differently), `validationErrors` is taken as it is.
 */
export const problemsOf = (msg: string, validationErrors: readonly ValidationError[]): Problem[] => {
  const causes = readCauses(msg);
  const firstLevel = causes.filter(({ depth }) => depth === 1).map(({ message }) => message);
  const listed = validationErrors.map(({ msg: message }) => withSortedNames(message));
  // A reference with one cause is listed as `validation failed` and left out of the tree.
  const agrees =
    firstLevel.length === listed.length &&
    listed.every((message, index) => message === firstLevel[index] || message === 'validation failed');
  const problems = agrees
    ? collect(causes)
    : validationErrors.map(({ path }, index) => ({ pointer: path, message: listed[index]! }));
  return problems.length > 0 ? problems.sort(compareProblems) : [{ pointer: '', message: msg }];
};

/** Quotes are escaped inside quoted values, so `- at '` only stands where a cause begins. */
const readCauses = (msg: string): Cause[] => {
  const starts = [...msg.matchAll(/ ( *)- at '((?:[^'\\]|\\.)*)': /g)];
  return starts.map((start, index) => ({
    depth: start[1]!.length / 2 + 1,
    pointer: unquote(start[2]!),
    message: withSortedNames(msg.slice(start.index + start[0].length, starts[index + 1]?.index)),
  }));
};

/** These only gather: what is under them is what is wrong. */
const gathers = new Set(['validation failed', "'allOf' failed"]);

/** Gathering causes are replaced by theirs; under any other (`'anyOf' failed`), the deeper causes explain it in words. */
const collect = (causes: readonly Cause[]): Problem[] => {
  const problems: Problem[] = [];
  for (let index = 0; index < causes.length; ) {
    const { depth, pointer, message } = causes[index]!;
    let end = index + 1;
    while (end < causes.length && causes[end]!.depth > depth) end += 1;
    const below = collect(causes.slice(index + 1, end));
    if (gathers.has(message) && below.length > 0) problems.push(...below);
    else problems.push({ pointer, message: explain(pointer, message, below) });
    index = end;
  }
  return problems;
};

/** `'anyOf' failed: got string, want integer; /port: got string, want null`. */
export const explain = (pointer: string, message: string, below: readonly Problem[]): string => {
  const reasons = below.map((problem) =>
    problem.pointer === pointer ? problem.message : `${problem.pointer}: ${problem.message}`,
  );
  return reasons.length === 0 ? message : `${message}: ${[...new Set(reasons)].sort().join('; ')}`;
};

/** kubeconform names unknown properties in the order of a Go map, which is another one each time. */
export const withSortedNames = (message: string): string =>
  message.replace(/^additional properties (.+) not allowed$/, (_whole, names: string) => {
    const sorted = [...names.matchAll(/'(?:[^'\\]|\\.)*'/g)].map(([name]) => name).sort();
    return `additional properties ${sorted.join(', ')} not allowed`;
  });

/** Undoes the validator's quoting of a pointer, as far as keys of Kubernetes objects need it: `\'` and `\\`. */
const unquote = (quoted: string): string => quoted.replaceAll(/\\(['\\])/g, '$1');
