/**
 * Every diagnostic code, with what `docs/diagnostics.md` prints of it. The page is generated from this table
 * (`pnpm generate`) and a test holds the two equal. Codes are stable: they may be added, never renamed.
 */
export interface CodeDocumentation {
  meaning: string;
  example: string;
  cure: string;
}

export const diagnosticCodes = {
  // load
  'yaml-syntax': {
    meaning: 'A definition file is not well-formed YAML, or uses anchors, aliases, tags or duplicate keys.',
    example: 'env: { URL: <% a["b"] %> }',
    cure: 'Mend the YAML at the place named; inside flow style `{ … }`, quote `<% … %>` and `${…}`.',
  },
  'file-missing': {
    meaning: 'A definition names a file that is not in the app folder.',
    example: 'manifests: [templates/isuer.yaml]',
    cure: 'Create the file or correct its name; the nearest existing name is suggested.',
  },
  'path-outside': {
    meaning: 'A path leaves the folder it belongs to, by `..`, as an absolute path or over a symbolic link.',
    example: 'storage: { config: { files: [../../secrets.yaml] } }',
    cure: "Keep the file inside the app's own `files/` or `templates/` folder.",
  },
  // validate, check
  'schema-violation': {
    meaning: 'A value in a definition is not what its schema allows.',
    example: 'storage: { data: { size: 20 gigs } }',
    cure: 'Write what the message says was expected.',
  },
  'unknown-key': {
    meaning: 'A key that the format does not have.',
    example: 'workload: { imgae: x }',
    cure: 'Use the key suggested, or see docs/app-reference.md for all keys.',
  },
  'not-built': {
    meaning: 'A trait or section of the format that this version of Keelson does not render yet.',
    example: 'network: { egress: [] }',
    cure: 'Remove it, or use a version of Keelson that has it.',
  },
  // template
  'template-syntax': {
    meaning: 'An expression or text template cannot be parsed.',
    example: '<% route.host',
    cure: 'Mend the expression at the place named; delimiters are `<% %>`, `<%% %%>` and `<# #>`.',
  },
  'template-undefined': {
    meaning: 'An expression reads a name, attribute, filter or test that does not exist.',
    example: '<% rout.host %>',
    cure: 'Use a name from docs/templates.md; the nearest one is suggested. `default` covers what may be absent.',
  },
  'template-refused': {
    meaning:
      'A template uses something that is not allowed: a prototype, an unlisted function, a block tag of inheritance, a file outside the app.',
    example: '<% range.constructor("x")() %>',
    cure: 'Use plain output, if, for, set, macro, include, import and the listed filters.',
  },
  'template-budget': {
    meaning: 'A template takes more steps, depth or output than the budget allows.',
    example: '<%% for i in range(999999999) %%>',
    cure: 'Make the loop smaller, or put generated text into `files/`.',
  },
} satisfies Record<string, CodeDocumentation>;

export type DiagnosticCode = keyof typeof diagnosticCodes;
