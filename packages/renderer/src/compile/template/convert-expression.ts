import { checkFilter, checkTest } from './known.ts';
import type { SyntaxNode } from './nunjucks-types.ts';
import { fail, type Position } from './problem.ts';
import type { Arguments, ArithmeticOperator, CompareOperator, Expression, Member, Name } from './syntax.ts';

export const positionOf = (node: SyntaxNode): Position => ({
  line: (node.lineno ?? 0) + 1,
  column: (node.colno ?? 0) + 1,
});

const child = (node: SyntaxNode, field: string): SyntaxNode => node[field] as SyntaxNode;
const childrenOf = (node: SyntaxNode): SyntaxNode[] => node.children ?? [];

/** nunjucks' expression as ours. Throws for what is refused. */
export const convertExpression = (node: SyntaxNode): Expression => {
  const convert = Object.hasOwn(converters, node.typename) ? converters[node.typename] : undefined;
  if (convert === undefined) {
    return fail('template-refused', `\`${node.typename}\` is not supported`, undefined, positionOf(node));
  }
  return convert(node, positionOf(node));
};

const both = (node: SyntaxNode) => ({
  left: convertExpression(child(node, 'left')),
  right: convertExpression(child(node, 'right')),
});

const arithmetic =
  (operator: ArithmeticOperator) =>
  (node: SyntaxNode, at: Position): Expression => ({ kind: 'arithmetic', at, operator, ...both(node) });

const sign =
  (operator: '+' | '-') =>
  (node: SyntaxNode, at: Position): Expression => ({
    kind: 'sign',
    at,
    operator,
    operand: convertExpression(child(node, 'target')),
  });

const pair =
  (kind: 'and' | 'or' | 'in' | 'concatenate') =>
  (node: SyntaxNode, at: Position): Expression => ({ kind, at, ...both(node) });

const converters: Record<string, (node: SyntaxNode, at: Position) => Expression> = {
  Literal: (node, at) => ({ kind: 'literal', at, value: node['value'] as string | number | boolean | null }),
  Symbol: (node, at) => ({ kind: 'name', at, name: node['value'] as string }),
  LookupVal: (node, at) => convertMember(node, at),
  Group: (node, at) => {
    const [inner, second] = childrenOf(node);
    if (inner === undefined || second !== undefined) {
      return fail('template-syntax', 'brackets hold exactly one expression', 'A list is written `[a, b]`.', at);
    }
    return convertExpression(inner);
  },
  Array: (node, at) => ({ kind: 'list', at, items: childrenOf(node).map(convertExpression) }),
  Dict: (node, at) => ({ kind: 'map', at, entries: childrenOf(node).map(convertEntry) }),
  InlineIf: (node, at) => ({
    kind: 'choice',
    at,
    condition: convertExpression(child(node, 'cond')),
    value: convertExpression(child(node, 'body')),
    otherwise: node['else_'] ? convertExpression(child(node, 'else_')) : undefined,
  }),
  And: pair('and'),
  Or: pair('or'),
  In: pair('in'),
  Concat: pair('concatenate'),
  Not: (node, at) => ({ kind: 'not', at, operand: convertExpression(child(node, 'target')) }),
  Compare: (node, at) => {
    const [operand, second] = node['ops'] as SyntaxNode[];
    if (second !== undefined) {
      return fail('template-refused', 'comparisons in a chain', 'Write `a < b and b < c`.', positionOf(second));
    }
    return {
      kind: 'compare',
      at,
      operator: operand!['type'] as CompareOperator,
      left: convertExpression(child(node, 'expr')),
      right: convertExpression(child(operand!, 'expr')),
    };
  },
  Add: arithmetic('+'),
  Sub: (node, at) => {
    const operands = both(node);
    const dashed = dashedName(operands.left, operands.right);
    return { kind: 'arithmetic', at, operator: '-', ...operands, ...(dashed === undefined ? {} : { dashed }) };
  },
  Mul: arithmetic('*'),
  Div: arithmetic('/'),
  FloorDiv: arithmetic('//'),
  Mod: arithmetic('%'),
  Pow: arithmetic('**'),
  Neg: sign('-'),
  Pos: sign('+'),
  Filter: (node, at) => {
    const name = child(node, 'name')['value'] as string;
    checkFilter(name, at);
    const [input, ...given] = childrenOf(child(node, 'args'));
    return { kind: 'filter', at, name, input: convertExpression(input!), given: convertArguments(given) };
  },
  Is: (node, at) => convertTest(node, at),
  FunCall: (node, at) => {
    if (!node['name']) return fail('template-syntax', 'there is nothing to call before the bracket', undefined, at);
    const callee = convertExpression(child(node, 'name'));
    if (callee.kind !== 'name' && !(callee.kind === 'member' && callee.target.kind === 'name')) {
      return fail('template-refused', 'only macros and the listed functions can be called', undefined, at);
    }
    return { kind: 'call', at, callee, given: convertArguments(childrenOf(child(node, 'args'))) };
  },
};

const convertMember = (node: SyntaxNode, at: Position): Member => {
  const key = node['val'] as SyntaxNode | null;
  if (!node['target']) return fail('template-syntax', 'there is nothing to read from before the key', undefined, at);
  if (!key) return fail('template-syntax', 'an index is missing', 'Write `a["key"]` or `a[0]`.', at);
  return {
    kind: 'member',
    at: positionOf(key),
    target: convertExpression(child(node, 'target')),
    key: convertExpression(key),
  };
};

const convertEntry = (node: SyntaxNode): { key: string; value: Expression } => {
  const key = child(node, 'key');
  const name = key['value'];
  if ((key.typename !== 'Symbol' && key.typename !== 'Literal') || typeof name !== 'string') {
    return fail('template-syntax', 'the key of a map is a text or a name', undefined, positionOf(key));
  }
  if (name === '__proto__') {
    return fail('template-refused', 'a map cannot have the key `__proto__`', undefined, positionOf(key));
  }
  return { key: name, value: convertExpression(child(node, 'value')) };
};

const convertArguments = (nodes: SyntaxNode[]): Arguments => {
  const given: Arguments = { positional: [], named: [] };
  for (const node of nodes) {
    if (node.typename !== 'KeywordArgs') given.positional.push(convertExpression(node));
    else {
      for (const entry of childrenOf(node)) {
        const key = child(entry, 'key');
        const at = positionOf(key);
        if (key.typename !== 'Symbol') return fail('template-syntax', 'an argument is named by a name', undefined, at);
        given.named.push({ name: key['value'] as string, value: convertExpression(child(entry, 'value')), at });
      }
    }
  }
  return given;
};

const convertTest = (node: SyntaxNode, at: Position): Expression => {
  const operand = convertExpression(child(node, 'left'));
  const right = child(node, 'right');
  if (right.typename === 'Literal' && right['value'] === null) {
    return { kind: 'test', at, name: 'null', operand, given: { positional: [], named: [] } };
  }
  const named = right.typename === 'FunCall' ? child(right, 'name') : right;
  if (named.typename !== 'Symbol') {
    return fail('template-syntax', 'after `is` comes the name of a test', 'Such as `is defined`.', positionOf(right));
  }
  const name = named['value'] as string;
  checkTest(name, positionOf(named));
  const given = convertArguments(right.typename === 'FunCall' ? childrenOf(child(right, 'args')) : []);
  return { kind: 'test', at, name, operand, given };
};

/** The keys of `a.b["c"].d`, or `undefined` for anything else. */
export const staticPath = (expression: Expression): string[] | undefined => {
  if (expression.kind === 'name') return [expression.name];
  if (expression.kind !== 'member' || expression.key.kind !== 'literal') return undefined;
  const path = staticPath(expression.target);
  return path === undefined ? undefined : [...path, String(expression.key.value)];
};

const plainKey = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** `secrets["cloudflare-api-token"].name`: a path as an expression has to write it. */
export const writtenPath = ([root, ...keys]: readonly string[]): string =>
  `${root}${keys.map((key) => (plainKey.test(key) ? `.${key}` : `["${key}"]`)).join('')}`;

/** `secrets.cloudflare - api - token.name` → `secrets["cloudflare-api-token"].name`. */
const dashedName = (left: Expression, right: Expression): string | undefined => {
  const path = dashedPath({ kind: 'arithmetic', at: left.at, operator: '-', left, right });
  return path === undefined || path.length < 2 ? undefined : writtenPath(path);
};

const dashedPath = (expression: Expression | Name): string[] | undefined => {
  if (expression.kind !== 'arithmetic') return staticPath(expression);
  if (expression.operator !== '-') return undefined;
  const left = dashedPath(expression.left);
  const right = staticPath(expression.right);
  if (left === undefined || right === undefined) return undefined;
  return [...left.slice(0, -1), `${left.at(-1)}-${right[0]}`, ...right.slice(1)];
};
