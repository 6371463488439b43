/** Every option there is: how it is read, and what the help says of it. */
export const optionTable = {
  cluster: {
    type: 'string',
    multiple: true,
    short: 'c',
    placeholder: '<name>',
    help: 'one cluster: clusters/<name>.yaml; may be given again. Default: all of them',
  },
  category: { type: 'string', placeholder: '<name>', help: 'only this category' },
  reporter: {
    type: 'string',
    placeholder: '<name>',
    help: 'human, json, github or sarif. Default: github in GitHub Actions, else human',
  },
  force: {
    type: 'boolean',
    help: 'take the rendered file where one was edited by hand or stands in the way',
  },
  'allow-embedded': {
    type: 'boolean',
    help: 'let the embedded validator stand in for kubeconform under CI=true',
  },
  format: { type: 'string', placeholder: '<name>', help: 'mermaid, dot or json. Default: mermaid' },
  app: { type: 'string', placeholder: '<name>', help: 'only what this app waits for, and what waits for it' },
  push: { type: 'boolean', help: 'a new revision over a running cluster. Default: the bootstrap of an empty one' },
  fail: {
    type: 'string',
    multiple: true,
    placeholder: '<app>',
    help: 'what is blocked when this app fails; may be given again',
  },
  suspend: {
    type: 'string',
    multiple: true,
    placeholder: '<app>',
    help: 'what is blocked while this app is suspended; may be given again',
  },
  write: { type: 'boolean', help: 'write TEMPLATE_GUIDE.md, of all clusters' },
  root: {
    type: 'string',
    placeholder: '<folder>',
    help: 'the folder that holds placeholders.yaml. Default: the nearest one upward',
  },
  help: { type: 'boolean', short: 'h', help: 'this text' },
  version: { type: 'boolean', short: 'V', help: 'the version' },
} as const;

export type OptionName = keyof typeof optionTable;

/** One line of help an option: `  -c, --cluster <name>   one cluster…`. */
export const optionLines = (names: readonly OptionName[]): string[] =>
  names.map((name) => {
    const option: { short?: string; placeholder?: string; help: string } = optionTable[name];
    const flags = `${option.short === undefined ? '    ' : `-${option.short}, `}--${name}`;
    const left = option.placeholder === undefined ? flags : `${flags} ${option.placeholder}`;
    return `  ${left.padEnd(26)}${option.help}`;
  });
