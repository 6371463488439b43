import nunjucks from 'nunjucks/src/parser.js';
import { sourceLimits } from './budget.ts';
import { convertStatements } from './convert-statement.ts';
import type { TemplateKind } from './delimiters.ts';
import type { NunjucksParser, SyntaxNode, Token } from './nunjucks-types.ts';
import { fail, type Position, placed, TemplateFailure, type TemplateSource } from './problem.ts';
import type { Statement, Template } from './syntax.ts';
import { checkTag } from './tags.ts';
import { tokenize } from './tokenize.ts';

/** Parsed templates by kind, file and text: parsing is pure, so this changes how long a render takes and nothing else. */
const parsed = { scalar: new Map<string, Template>(), text: new Map<string, Template>() };
const mostParsed = 20_000;

/**
 * The syntax tree of a text. What is refused (tags, filters, tests, calls) is refused here, also in branches not taken.
 * @throws TemplateFailure with its place
 */
export const parseTemplate = (text: string, kind: TemplateKind, file?: string): Template => {
  const memory = parsed[kind];
  const key = file === undefined ? text : `${file}\u0000${text}`;
  const known = memory.get(key);
  if (known !== undefined) return known;
  const source: TemplateSource = file === undefined ? { text } : { file, text };
  const template: Template = { ...source, body: statementsOf(source, kind) };
  if (memory.size >= mostParsed) memory.clear();
  memory.set(key, template);
  return template;
};

const statementsOf = (source: TemplateSource, kind: TemplateKind): Statement[] => {
  try {
    return convertStatements(syntaxTree(source.text, kind).children ?? []);
  } catch (error) {
    throw placed(error, { line: 1, column: 1 }, source);
  }
};

const syntaxTree = (text: string, kind: TemplateKind): SyntaxNode => {
  const tokens = tokenize(text, kind);
  let read = 0;
  const parser = new nunjucks.Parser({
    nextToken: () => tokens[read++] ?? null,
    tags: { BLOCK_START: '<%%', VARIABLE_START: '<%', VARIABLE_END: '%>', COMMENT_START: '<#', COMMENT_END: '#>' },
  });
  guard(parser);
  try {
    const root = parser.parseAsRoot();
    // a tree is never deeper than its text has words (a block adds two levels)
    if (tokens.length > sourceLimits.tree / 3) checkDepth(root);
    return root;
  } catch (error) {
    throw syntaxFailure(error, tokens, read);
  }
};

const positionOf = (token: Token): Position => ({ line: token.lineno + 1, column: token.colno + 1 });

/** `a + b + c + …` makes a tree as deep as it is long; what walks the tree later needs a bound. Walks without recursion. */
const checkDepth = (root: SyntaxNode): void => {
  const waiting: { node: unknown; depth: number }[] = [{ node: root, depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, depth } = next;
    if (typeof node !== 'object' || node === null) continue;
    if (depth > sourceLimits.tree) {
      const { lineno = 0, colno = 0 } = node as Partial<SyntaxNode>;
      const at = { line: lineno + 1, column: colno + 1 };
      fail('template-budget', `an expression of more than ${sourceLimits.tree} levels`, 'Split it with `set`.', at);
    }
    const deeper = Array.isArray(node) ? depth : depth + 1;
    for (const child of Object.values(node)) waiting.push({ node: child, depth: deeper });
  }
};

/** Replaces four of the parser's methods: refused tags, bounded nesting, blocks that are never closed, arguments of filters. */
const guard = (parser: NunjucksParser): void => {
  const { parseStatement, parseUntilBlocks, parseIf } = parser;
  const open: Token[] = [];
  let alternatives = 0;
  parser.parseStatement = () => {
    const token = parser.peekToken();
    if (token?.type === 'symbol') checkTag(token.value, parser.breakOnBlocks ?? [], positionOf(token));
    if (token === null || parser.breakOnBlocks?.includes(token.value)) return parseStatement.call(parser);
    open.push(token);
    if (open.length > sourceLimits.nesting) {
      fail('template-budget', `blocks more than ${sourceLimits.nesting} levels deep`, undefined, positionOf(token));
    }
    const node = parseStatement.call(parser);
    open.pop();
    return node;
  };
  parser.parseUntilBlocks = (...names) => {
    const body = parseUntilBlocks.apply(parser, names);
    const opener = open.at(-1);
    if (parser.peekToken() === null && opener !== undefined) {
      const end = `<%% ${names.at(-1)} %%>`;
      fail('template-syntax', `\`${opener.value}\` is never closed`, `Add \`${end}\`.`, positionOf(opener));
    }
    return body;
  };
  parser.parseIf = () => {
    alternatives += 1;
    const token = parser.peekToken();
    if (alternatives > sourceLimits.nesting && token !== null) {
      fail('template-budget', `more than ${sourceLimits.nesting} alternatives`, undefined, positionOf(token));
    }
    const node = parseIf.call(parser);
    alternatives -= 1;
    return node;
  };
  // nunjucks' own method drops the first arguments of `x | f(a)(b)` and fails on `x | f(a).b`
  parser.parseFilterArgs = () =>
    parser.peekToken()?.type === 'left-paren' ? (parser.parseSignature().children ?? []) : [];
};

/** nunjucks' errors (and its crashes at an early end of the text) as ours. */
const syntaxFailure = (error: unknown, tokens: Token[], read: number): unknown => {
  if (error instanceof TemplateFailure) return error;
  const last = tokens[Math.min(read, tokens.length) - 1];
  const here = last === undefined ? { line: 1, column: 1 } : positionOf(last);
  if (!(error instanceof Error)) return error;
  const known = error as Error & { lineno?: number; colno?: number };
  if (!known.lineno) {
    const [message, hint] =
      read > tokens.length
        ? ['the text ends inside a tag', 'Output is `<% … %>`, a block `<%% … %%>`.']
        : ['the expression cannot be parsed here', undefined];
    return new TemplateFailure('template-syntax', message, hint, here);
  }
  const message = known.message
    .replace(/^\s*(?:\(unknown path\)[^\n]*\n\s*)?/u, '')
    .replace(/^(?:parse\w+|advanceAfterBlockEnd): /u, '')
    .replace('variable end', '`%>`')
    .replace('block end', '`%%>`')
    .replace(/^unexpected token: (.*)$/su, 'expected an expression, found `$1`');
  return new TemplateFailure('template-syntax', message, undefined, { line: known.lineno, column: known.colno ?? 1 });
};
