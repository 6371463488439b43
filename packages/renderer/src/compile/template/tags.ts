import { nearest } from '../../model/nearest.ts';
import { fail, type Position } from './problem.ts';

/** The blocks of text templates, with what `docs/templates.md` shows of each. */
export const supportedTags = {
  if: '<%% if cluster.has.metrics %%>…<%% elif … %%>…<%% else %%>…<%% endif %%>',
  for: '<%% for name, port in ports %%>…<%% else %%>…<%% endfor %%>',
  set: '<%% set host = route.host %%> or <%% set text %%>…<%% endset %%>',
  macro: '<%% macro label(name, value="yes") %%>…<%% endmacro %%>',
  include: '<%% include "partials/labels.yaml" %%>',
  import: '<%% import "macros.yaml" as macros %%>',
  from: '<%% from "macros.yaml" import label with context %%>',
  filter: '<%% filter indent(4) %%>…<%% endfilter %%>',
} as const;

const inheritance = 'Templates do not inherit; use `include` or `import`.';
const waiting = 'Nothing here waits; use `for` or `if`.';
/** Tags that nunjucks has and Keelson refuses, with what to write instead. */
export const refusedTags: Record<string, string> = {
  extends: inheritance,
  block: inheritance,
  super: inheritance,
  call: 'Give the text to the macro as an argument.',
  asyncEach: waiting,
  asyncAll: waiting,
  ifAsync: waiting,
  switch: 'Use `if` and `elif`.',
  raw: 'Only `<%`, `<%%` and `<#` mean anything; write `<% "<%" %>` for the text itself, or use files/.',
  verbatim: 'Only `<%`, `<%%` and `<#` mean anything; write `<% "<%" %>` for the text itself, or use files/.',
};

const closers: Record<string, string> = {
  else: 'if',
  elif: 'if',
  elseif: 'if',
  endif: 'if',
  endfor: 'for',
  endset: 'set',
  endmacro: 'macro',
  endfilter: 'filter',
};

/** Throws unless the tag is supported, or closes what is open. */
export const checkTag = (name: string, expected: readonly string[], at: Position): void => {
  if (Object.hasOwn(supportedTags, name) || expected.includes(name)) return;
  if (Object.hasOwn(refusedTags, name)) {
    fail('template-refused', `the tag \`${name}\` is not supported`, refusedTags[name], at);
  }
  if (Object.hasOwn(closers, name)) {
    const wanted =
      expected.length === 0 ? 'nothing is open' : `expected ${expected.map((e) => `\`${e}\``).join(' or ')}`;
    fail('template-syntax', `\`${name}\` found where ${wanted}`, `It belongs to \`${closers[name]}\`.`, at);
  }
  const near = nearest(name, [...Object.keys(supportedTags), ...Object.keys(closers)]);
  const hint = near === undefined ? `Tags: ${Object.keys(supportedTags).join(', ')}.` : `Did you mean ${near}?`;
  fail('template-syntax', `there is no tag \`${name}\``, hint, at);
};
