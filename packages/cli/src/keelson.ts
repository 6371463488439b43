import { operandsOf, parseArguments } from './arguments.ts';
import { commands, findCommand } from './commands/commands.ts';
import { exitCodes, UsageError } from './exit-codes.ts';
import { expectedFailure } from './expected-failure.ts';
import { commandHelpText, helpText } from './help.ts';
import { print, warn } from './output.ts';
import { readVersion } from './package-folder.ts';

/** The command: arguments in, text out, an exit code. Expected failures are a line or two; a bug of ours shows its stack and ends with 3. */
const main = async (argv: readonly string[]): Promise<number> => {
  const options = parseArguments(argv, process.env);
  const command = findCommand(options.words);
  if (options.version) {
    print(`${readVersion()}\n`);
    return exitCodes.clean;
  }
  if (options.words.length === 0) {
    (options.help ? print : warn)(helpText());
    return options.help ? exitCodes.clean : exitCodes.usage;
  }
  if (command === undefined)
    throw new UsageError(
      `unknown command "${options.words.join(' ')}": expected one of ${commands.map(({ name }) => name).join(', ')}`,
    );
  if (options.help) {
    print(commandHelpText(command));
    return exitCodes.clean;
  }
  const operands = operandsOf(command, options);
  return (await command.load())(options, operands);
};

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const expected = expectedFailure(error);
  if (expected !== undefined) {
    warn(`keelson: ${expected}\n`);
    process.exitCode = exitCodes.usage;
  } else {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    warn(`keelson: this is a bug of Keelson, please report it with the lines below\n${detail}\n`);
    process.exitCode = exitCodes.bug;
  }
}
