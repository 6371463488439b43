import lexer from 'nunjucks/src/lexer.js';
import { sourceLimits } from './budget.ts';
import { delimiters, type TemplateKind } from './delimiters.ts';
import type { Token } from './nunjucks-types.ts';
import { fail, type Position } from './problem.ts';

const positionOf = (token: { lineno: number; colno: number }): Position => ({
  line: token.lineno + 1,
  column: token.colno + 1,
});

const closing: Record<string, string> = { '(': ')', '[': ']', '{': '}' };
const symbol = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/**
 * All tokens of a text, from nunjucks' lexer, checked: brackets that match, strings that close, no regular expressions,
 * bounded tags. Whitespace control (`<%-`, `-%>`) is applied here, in linear time, and taken off the tokens: nunjucks'
 * parser would do it with a regular expression that is quadratic in runs of blanks, and would lose the line.
 * @throws TemplateFailure
 */
export const tokenize = (text: string, kind: TemplateKind): Token[] => {
  if (text.length > sourceLimits.characters) {
    fail('template-budget', `the template is longer than ${sourceLimits.characters} characters`, 'Use files/ for it.', {
      line: 1,
      column: 1,
    });
  }
  const tokens: Token[] = [];
  const tag: TagState = { tokens: 0, brackets: [] };
  for (const token of lex(text, kind)) {
    if (token.type === 'whitespace') continue;
    check(token, kind, tag);
    tokens.push(token);
  }
  return trimmed(tokens);
};

interface TagState {
  tokens: number;
  brackets: Token[];
}

function* lex(text: string, kind: TemplateKind): Generator<Token> {
  const tokenizer = lexer.lex(text, { tags: delimiters[kind], trimBlocks: true, lstripBlocks: true });
  for (;;) {
    const before = positionOf(tokenizer);
    let token: Token | null;
    try {
      token = tokenizer.nextToken();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (message.startsWith('expected end of comment')) {
        return fail('template-syntax', 'a comment `<#` that is never closed', 'Close it with `#>`.', before);
      }
      if (message.startsWith('unexpected end of comment')) {
        const hint = 'Where the text itself is meant, write `<% "#>" %>`.';
        return fail('template-syntax', '`#>` closes a comment that was not opened', hint, positionOf(tokenizer));
      }
      return fail('template-syntax', `a tag that cannot be read: ${message}`, undefined, positionOf(tokenizer));
    }
    if (token === null) return;
    if (token.type === 'string' && tokenizer.index > tokenizer.len) {
      fail('template-syntax', 'a text in quotes that is never closed', 'Close the quote before the end of the tag.', {
        line: token.lineno + 1,
        column: token.colno + 1,
      });
    }
    yield token;
  }
}

const check = (token: Token, kind: TemplateKind, tag: TagState): void => {
  const at = positionOf(token);
  tag.tokens += 1;
  if (tag.tokens > sourceLimits.tokensInATag) {
    fail('template-budget', `a tag of more than ${sourceLimits.tokensInATag} words`, 'Split the expression.', at);
  }
  switch (token.type) {
    case 'block-start':
      if (kind === 'scalar') {
        const hint = 'In a definition write `<% a if condition else b %>`; blocks are for files under templates/.';
        fail('template-refused', 'a block `<%% … %%>` in a value of a definition', hint, at);
      }
      startTag(tag);
      break;
    case 'data':
    case 'comment':
    case 'variable-start':
      startTag(tag);
      break;
    case 'variable-end':
    case 'block-end':
      if (tag.brackets.length > 0) {
        const open = tag.brackets.at(-1)!;
        fail(
          'template-syntax',
          `\`${open.value}\` is never closed`,
          `Add \`${closing[open.value]}\`.`,
          positionOf(open),
        );
      }
      break;
    case 'regex':
      fail('template-refused', 'regular expressions are not supported', 'Use `in`, `replace` or `==`.', at);
      break;
    case 'symbol':
      if (!symbol.test(token.value)) {
        fail('template-syntax', `\`${token.value.slice(0, 60)}\` is no name`, 'Put text into quotes.', at);
      }
      break;
    case 'int':
      if (!Number.isSafeInteger(Number(token.value))) {
        fail('template-syntax', `${token.value.slice(0, 60)} is too large to be exact`, 'Write it in quotes.', at);
      }
      break;
    case 'left-paren':
    case 'left-bracket':
    case 'left-curly':
      tag.brackets.push(token);
      if (tag.brackets.length > sourceLimits.nesting) {
        fail('template-budget', `brackets more than ${sourceLimits.nesting} levels deep`, 'Split the expression.', at);
      }
      break;
    case 'right-paren':
    case 'right-bracket':
    case 'right-curly': {
      const open = tag.brackets.pop();
      if (open === undefined || closing[open.value] !== token.value) {
        const expected = open === undefined ? 'nothing is open' : `expected \`${closing[open.value]}\``;
        fail('template-syntax', `\`${token.value}\` found where ${expected}`, undefined, at);
      }
    }
  }
};

const startTag = (tag: TagState): void => {
  tag.tokens = 0;
  tag.brackets = [];
};

/** Blanks beside `<%-`, `<%%-`, `<#-` and their ends are dropped; text tokens keep the place of what is left of them. */
const trimmed = (tokens: Token[]): Token[] =>
  tokens.map((token, index) => {
    const next = tokens[index + 1];
    const previous = tokens[index - 1];
    if (token.type !== 'data') return withoutDash(token);
    let value = token.value;
    let { lineno, colno } = token;
    if (previous !== undefined && endsWithDash(previous)) {
      const kept = value.trimStart();
      const dropped = value.slice(0, value.length - kept.length);
      const lastBreak = dropped.lastIndexOf('\n');
      lineno += dropped.split('\n').length - 1;
      colno = lastBreak === -1 ? colno + dropped.length : dropped.length - lastBreak - 1;
      value = kept;
    }
    if (next !== undefined && startsWithDash(next)) value = value.trimEnd();
    return { ...token, value, lineno, colno };
  });

const startsWithDash = (token: Token): boolean =>
  ((token.type === 'block-start' || token.type === 'variable-start') && token.value.endsWith('-')) ||
  (token.type === 'comment' && token.value.charAt(2) === '-');

const endsWithDash = (token: Token): boolean =>
  ((token.type === 'block-end' || token.type === 'variable-end') && token.value.startsWith('-')) ||
  (token.type === 'comment' && token.value.charAt(token.value.length - 3) === '-');

const withoutDash = (token: Token): Token => {
  if (token.type === 'comment') return { ...token, value: '<##>' };
  if (token.type.endsWith('-start') && token.value.endsWith('-')) return { ...token, value: token.value.slice(0, -1) };
  if (token.type.endsWith('-end') && token.value.startsWith('-')) return { ...token, value: token.value.slice(1) };
  return token;
};
