import { type Command, commands } from './commands/commands.ts';
import { type OptionName, optionLines, optionTable } from './options.ts';

const exitCodeLine =
  'exit codes: 0 clean, 1 errors in the input or drift, 2 wrong usage or a missing tool, 3 a bug of Keelson';

/** What `keelson --help` prints. */
export const helpText = (): string =>
  [
    'keelson <command> [options]',
    '',
    'Renders app definitions into the tree that Flux reconciles, and proves it before it is committed.',
    '',
    'commands',
    ...commands.map((command) => `  ${titleOf(command).padEnd(26)}${command.description}`),
    '',
    'options',
    ...optionLines(Object.keys(optionTable) as OptionName[]),
    '',
    exitCodeLine,
    '',
  ].join('\n');

/** What `keelson <command> --help` prints. */
export const commandHelpText = (command: Command): string =>
  [
    `keelson ${titleOf(command)} [options]`,
    '',
    `${command.description[0]!.toUpperCase()}${command.description.slice(1)}.`,
    '',
    'options',
    ...optionLines([...command.options, 'root', 'help']),
    '',
    exitCodeLine,
    '',
  ].join('\n');

const titleOf = ({ name, operands }: Command): string => (operands === undefined ? name : `${name} ${operands}`);
