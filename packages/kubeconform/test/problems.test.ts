import { expect, it } from 'vitest';
import { problemsOf } from '../src/problems.ts';

it('takes the escaped pointers of the printed tree', () => {
  const msg =
    "problem validating schema. Check JSON formatting: jsonschema validation failed with 'file:///s.json#' - at '/metadata/annotations/a~1b': got number, want string";
  expect(problemsOf(msg, [{ path: '/metadata/annotations/a/b', msg: 'got number, want string' }])).toEqual([
    { pointer: '/metadata/annotations/a~1b', message: 'got number, want string' },
  ]);
});

it('opens what only gathers and explains what does not', () => {
  const msg =
    "jsonschema validation failed with 's#' - at '/a': 'allOf' failed   - at '/a': missing property 'x'   - at '/a/b': got null, want string - at '/port': 'oneOf' failed, none matched   - at '/port': got null, want integer   - at '/port/c': false schema";
  const listed = [
    { path: '/a', msg: "'allOf' failed" },
    { path: '/port', msg: "'oneOf' failed, none matched" },
  ];
  expect(problemsOf(msg, listed)).toEqual([
    { pointer: '/a', message: "missing property 'x'" },
    { pointer: '/a/b', message: 'got null, want string' },
    { pointer: '/port', message: "'oneOf' failed, none matched: /port/c: false schema; got null, want integer" },
  ]);
});

it('keeps the list where the tree is printed in another way', () => {
  expect(problemsOf('something new', [{ path: '/a', msg: 'b' }])).toEqual([{ pointer: '/a', message: 'b' }]);
  expect(problemsOf('something new', [])).toEqual([{ pointer: '', message: 'something new' }]);
});

it('sorts the names kubeconform gives in the order of a map', () => {
  const listed = (names: string) => problemsOf('', [{ path: '', msg: `additional properties ${names} not allowed` }]);
  expect(listed("'b', 'a, c', 'it\\'s'")).toEqual(listed("'it\\'s', 'b', 'a, c'"));
});
