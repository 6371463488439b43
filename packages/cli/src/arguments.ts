import { parseArgs } from 'node:util';
import type { Command } from './commands/commands.ts';
import { UsageError } from './exit-codes.ts';
import { optionTable } from './options.ts';
import { isReporterName, type ReporterName, reporterNames } from './reporters/names.ts';

export interface Arguments {
  /** Words that are no option: the command, then its operands. */
  words: string[];
  root?: string;
  clusters: string[];
  category?: string;
  reporter: ReporterName;
  force: boolean;
  allowEmbedded: boolean;
  /** `graph`: written as it is; the command knows its formats. */
  format?: string;
  app?: string;
  push: boolean;
  /** `placeholders`: write TEMPLATE_GUIDE.md. */
  write: boolean;
  fail: string[];
  suspend: string[];
  help: boolean;
  version: boolean;
  /** Names of the options that were written. */
  written: string[];
}

/**
 * Reads the command line. GitHub Actions (`GITHUB_ACTIONS=true`) gets annotations unless a reporter is named.
 *
 * @throws {UsageError} for an unknown option or reporter, or a missing value: names what was found and what there is.
 */
export const parseArguments = (
  argv: readonly string[],
  variables: Readonly<Record<string, string | undefined>>,
): Arguments => {
  const { values, positionals } = parse(argv);
  const reporter = values.reporter ?? (variables['GITHUB_ACTIONS'] === 'true' ? 'github' : 'human');
  if (!isReporterName(reporter))
    throw new UsageError(`unknown reporter "${reporter}": expected one of ${reporterNames.join(', ')}`);
  return {
    words: positionals,
    ...(values.root === undefined ? {} : { root: values.root }),
    clusters: [...new Set(values.cluster ?? [])],
    ...(values.category === undefined ? {} : { category: values.category }),
    reporter,
    force: values.force ?? false,
    allowEmbedded: values['allow-embedded'] ?? false,
    ...(values.format === undefined ? {} : { format: values.format }),
    ...(values.app === undefined ? {} : { app: values.app }),
    push: values.push ?? false,
    write: values.write ?? false,
    fail: values.fail ?? [],
    suspend: values.suspend ?? [],
    help: values.help ?? false,
    version: values.version ?? false,
    written: Object.keys(values),
  };
};

/** Holds the words and options against the command: what it does not take is refused by name, never ignored. */
export const operandsOf = (command: Command, { words, written }: Arguments): string[] => {
  const stray = written.find((name) => !['root', 'help', 'version', ...command.options].includes(name));
  if (stray !== undefined)
    throw new UsageError(
      `keelson ${command.name} has no option --${stray}; keelson ${command.name} --help lists its options`,
    );
  const operands = words.slice(command.name.split(' ').length);
  if (operands.length > 0 && command.operands === undefined)
    throw new UsageError(`keelson ${command.name} takes no operand, found "${operands.join(' ')}"`);
  return operands;
};

const parse = (argv: readonly string[]) => {
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options: optionTable });
  } catch (error) {
    // parseArgs reports what it cannot read as TypeErrors with a code; everything else is a bug of ours.
    if (error instanceof TypeError && 'code' in error) throw new UsageError(inOurWords(error.message));
    throw error;
  }
};

/** The first sentence says it all; for a name that does not exist, the names that do are added. */
const inOurWords = (message: string): string => {
  const [sentence = message] = message.split('. ');
  const unknown = /^Unknown option '([^']+)'/.exec(sentence)?.[1];
  if (unknown === undefined) return sentence.replaceAll(/\s+/g, ' ').replace(/^Option/, 'option');
  return `unknown option ${unknown}: expected one of ${Object.keys(optionTable)
    .map((name) => `--${name}`)
    .join(', ')}`;
};
