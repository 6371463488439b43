/**
 * The delimiters (DESIGN section 3). `{{ }}` is ordinary text. In a scalar of a definition only `<% %>` means anything:
 * there the comment delimiters are set to a text that cannot occur (U+FFFF is no character), so `<#` stays as written.
 */
const output = { variableStart: '<%', variableEnd: '%>', blockStart: '<%%', blockEnd: '%%>' };

export const delimiters = {
  scalar: { ...output, commentStart: '\uFFFF<#', commentEnd: '\uFFFF#>' },
  text: { ...output, commentStart: '<#', commentEnd: '#>' },
} as const;

export type TemplateKind = keyof typeof delimiters;
