/** The parts of nunjucks 3.2.4 that this room uses and that `@types/nunjucks` does not describe. */
declare module 'nunjucks/src/lexer.js' {
  const lexer: {
    lex: (
      text: string,
      options: { tags: Record<string, string>; trimBlocks: boolean; lstripBlocks: boolean },
    ) => import('./nunjucks-types.ts').Tokenizer;
  };
  export = lexer;
}
declare module 'nunjucks/src/parser.js' {
  const parser: {
    Parser: new (tokens: import('./nunjucks-types.ts').TokenSource) => import('./nunjucks-types.ts').NunjucksParser;
  };
  export = parser;
}
declare module 'nunjucks/src/filters.js' {
  const filters: Record<string, (...values: unknown[]) => unknown>;
  export = filters;
}
declare module 'nunjucks/src/lib.js' {
  const lib: { escape: (text: string) => string };
  export = lib;
}
