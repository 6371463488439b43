import { parseArguments } from './arguments.ts';
import { commands, helpText } from './commands/commands.ts';
import { exitCodes, UsageError } from './exit-codes.ts';
import { readVersion } from './package-folder.ts';

/** The command: arguments in, text out, an exit code. Expected failures are one line; a bug of ours shows its stack and ends with 3. */
const main = async (argv: readonly string[]): Promise<number> => {
  const options = parseArguments(argv);
  if (options.version) {
    process.stdout.write(`${readVersion()}\n`);
    return exitCodes.clean;
  }
  const found = commands.find(({ name }) => name === options.command.slice(0, name.split(' ').length).join(' '));
  if (options.help || options.command.length === 0) {
    process.stdout.write(helpText);
    return options.help ? exitCodes.clean : exitCodes.usage;
  }
  if (found === undefined)
    throw new UsageError(`unknown command "${options.command.join(' ')}"; keelson --help lists the commands`);
  return found.run(options, options.command.slice(found.name.split(' ').length));
};

/** A missing tool is expected too; the package says so by the error's name. */
const isExpected = (error: unknown): error is Error =>
  error instanceof Error && (error instanceof UsageError || error.name === 'KubeconformError');

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (isExpected(error)) {
    process.stderr.write(`keelson: ${error.message}\n`);
    process.exitCode = exitCodes.usage;
  } else {
    process.stderr.write(
      `keelson: this is a bug of Keelson, please report it with the lines below\n${error instanceof Error ? error.stack : String(error)}\n`,
    );
    process.exitCode = exitCodes.bug;
  }
}
