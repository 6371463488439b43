import { parseArgs } from 'node:util';
import { UsageError } from './exit-codes.ts';
import { type ReporterName, reporters } from './reporters/reporters.ts';

export interface Arguments {
  command: string[];
  root?: string;
  clusters: string[];
  category?: string;
  reporter: ReporterName;
  force: boolean;
  allowEmbedded: boolean;
  help: boolean;
  version: boolean;
}

/** Reads the command line; an unknown option or reporter is a `UsageError` that names it. */
export const parseArguments = (argv: readonly string[]): Arguments => {
  const { values, positionals } = parse(argv);
  const reporter = values.reporter ?? 'human';
  if (!Object.hasOwn(reporters, reporter))
    throw new UsageError(`unknown reporter "${reporter}": expected one of ${Object.keys(reporters).join(', ')}`);
  return {
    command: positionals,
    ...(values.root === undefined ? {} : { root: values.root }),
    clusters: values.cluster ?? [],
    ...(values.category === undefined ? {} : { category: values.category }),
    reporter: reporter as ReporterName,
    force: values.force ?? false,
    allowEmbedded: values['allow-embedded'] ?? false,
    help: values.help ?? false,
    version: values.version ?? false,
  };
};

const parse = (argv: readonly string[]) => {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        root: { type: 'string' },
        cluster: { type: 'string', multiple: true, short: 'c' },
        category: { type: 'string' },
        reporter: { type: 'string' },
        force: { type: 'boolean' },
        'allow-embedded': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean', short: 'V' },
      },
    });
  } catch (error) {
    // parseArgs reports unknown options as TypeErrors with a code; everything else is a bug of ours.
    if (error instanceof TypeError && 'code' in error) throw new UsageError(error.message);
    throw error;
  }
};
