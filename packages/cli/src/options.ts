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
