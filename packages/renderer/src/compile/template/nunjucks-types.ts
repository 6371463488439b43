/** Shapes of nunjucks' lexer and parser. Lines and columns count from 0. */
export interface Token {
  type: string;
  value: string;
  lineno: number;
  colno: number;
}

export interface Tokenizer {
  nextToken: () => Token | null;
  readonly index: number;
  readonly len: number;
  readonly lineno: number;
  readonly colno: number;
}

/** What the parser reads from. */
export interface TokenSource {
  nextToken: () => Token | null;
  tags: Record<'BLOCK_START' | 'VARIABLE_START' | 'VARIABLE_END' | 'COMMENT_START' | 'COMMENT_END', string>;
}

/** A node of nunjucks' syntax tree; which other fields it has depends on `typename`. */
export interface SyntaxNode {
  typename: string;
  lineno: number;
  colno: number;
  children?: SyntaxNode[];
  [field: string]: unknown;
}

export interface NunjucksParser {
  peekToken: () => Token | null;
  parseAsRoot: () => SyntaxNode;
  parseStatement: () => SyntaxNode | null;
  parseUntilBlocks: (...names: string[]) => SyntaxNode;
  parseIf: () => SyntaxNode;
  parseSignature: () => SyntaxNode;
  parseFilterArgs: (node: SyntaxNode) => SyntaxNode[];
  breakOnBlocks: string[] | null;
}
