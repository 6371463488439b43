import type { Diagnostic, Origin } from './diagnostic.ts';
import { type MalformedPlaceholder, malformedIn } from './malformed-placeholder.ts';
import { nearest } from './nearest.ts';
import { documentedPlaceholder, type Placeholder, type PlaceholderType } from './placeholder.ts';
import { defaultsIn } from './placeholder-defaults.ts';
import { placeholdersIn } from './placeholder-syntax.ts';
import { saysSecret } from './secret-names.ts';
import { undocumentedPlaceholder } from './undocumented.ts';

/** One fault of a text: what it looks like there, by which it is found again in what was written, and its diagnostic. */
export interface PlaceholderFault {
  /** As it stands in the text: `${NAME`, `${list[@]}`. */
  found: string;
  /** Offset in characters of its `$`. */
  offset: number;
  at: (origin: Origin) => Diagnostic;
}

/** Whether a value is of a type; gives "expected …, found …" when it is not (`checkPlaceholderValue` of the schema package). */
export type CheckValue = (type: PlaceholderType, value: string) => string | undefined;

type Finding = Pick<Diagnostic, 'code' | 'message' | 'hint'>;

const fault = (found: string, offset: number, finding: Finding): PlaceholderFault => ({
  found,
  offset,
  at: (origin) => ({ ...finding, severity: 'error', origin }),
});

/** Text of another program: several lines, or a variable that is written as no placeholder is. */
const isForeignText = (text: string): boolean => text.includes('\n') || text.startsWith('#!');

/** Names that shells, Grafana and Docker give to their own variables. */
const foreignName =
  /[a-z]|^(?:DS_|VAR_|__)|^(?:HOME|PATH|PWD|USER|UID|GID|SHELL|HOSTNAME|RANDOM|SECONDS|LINENO|IFS|EUID|PPID|OLDPWD|BASH_.*)$/u;

/** What only a shell or Grafana writes: special and positional parameters, arrays, `${name:regex}`, names in lower case. */
const foreignSyntax =
  /^\$\{(?:[!@*?$-]\}|[0-9]+[}:]|#[@*]|![_a-zA-Z]|#?[_a-zA-Z][_a-zA-Z0-9]*(?:\[|:[a-zA-Z]|@)|#?[_A-Z0-9]*[a-z][_a-zA-Z0-9]*[-}:@/%#^,+?=])/u;

const foreign = (found: readonly string[], offset: number): PlaceholderFault => {
  const [first = ''] = found;
  const shown = found.slice(0, 4).join(', ') + (found.length > 4 ? ` and ${found.length - 4} more` : '');
  return fault(first, offset, {
    code: 'foreign-variable',
    message:
      found.length === 1
        ? `found ${shown}, which is no placeholder: Flux would fill it in, or refuse the object`
        : `found ${shown}, which are no placeholders: Flux would fill them in, or refuse the object`,
    hint: `Put the text into \`files/\`, which stays byte for byte, or write $$\{…} for each literal $\{…}; a placeholder of this cluster is documented in placeholders.yaml.`,
  });
};

const malformed = ({ found, offset, readAsDefault }: MalformedPlaceholder): PlaceholderFault =>
  fault(found, offset, {
    code: 'placeholder-syntax',
    message: readAsDefault
      ? `found ${found}: to Flux :? and :+ give a default, as :- does`
      : `found ${found}, which substitution does not read as a placeholder`,
    hint: `Write \${NAME}, with an operator of envsubst if need be; $${found} is the literal text.`,
  });

interface Unknown {
  found: string;
  offset: number;
  isForeign: boolean;
  fault: () => PlaceholderFault;
}

const unknownIn = (text: string, table: readonly Placeholder[]): Unknown[] => {
  const broken = malformedIn(text);
  const isText = isForeignText(text);
  const unknown = broken.map(
    (one): Unknown => ({
      found: one.found,
      offset: one.offset,
      isForeign: (isText || foreignSyntax.test(one.found)) && !isDocumentedAt(text, one.offset, table),
      fault: () => malformed(one),
    }),
  );
  const names = table.map((row) => row.name);
  for (const { name, offset } of placeholdersIn(text)) {
    if (documentedPlaceholder(table, name) !== undefined || broken.some((other) => other.offset === offset)) continue;
    unknown.push({
      found: `\${${name}}`,
      offset,
      isForeign: (isText || foreignName.test(name)) && nearest(name, names) === undefined,
      fault: () => ({ found: `\${${name}`, offset, at: (origin) => undocumentedPlaceholder(name, table, origin) }),
    });
  }
  return unknown.sort((left, right) => left.offset - right.offset);
};

const isDocumentedAt = (text: string, offset: number, table: readonly Placeholder[]): boolean =>
  placeholdersIn(text).some(
    (mention) => mention.offset === offset && documentedPlaceholder(table, mention.name) !== undefined,
  );

/** The variables of a script are one finding, at the first of them; a name that is nearly documented is always said by itself. */
const unknownFaults = (text: string, table: readonly Placeholder[]): PlaceholderFault[] => {
  const unknown = unknownIn(text, table);
  const others = unknown.filter(({ isForeign }) => isForeign);
  const said = new Set<string>();
  const own = unknown.flatMap((one) => {
    if (one.isForeign || said.has(one.found)) return [];
    said.add(one.found);
    return [one.fault()];
  });
  if (others.length === 0) return own;
  return [foreign([...new Set(others.map(({ found }) => found))], others[0]!.offset), ...own];
};

const defaultFaults = (text: string, table: readonly Placeholder[], check: CheckValue | undefined) =>
  defaultsIn(text).flatMap(({ name, written, offset }): PlaceholderFault[] => {
    const row = documentedPlaceholder(table, name);
    const found = `\${${name}`;
    const faults: PlaceholderFault[] = [];
    if (written.includes('$$'))
      faults.push(
        fault(found, offset, {
          code: 'default-escape',
          message: `the default of \${${name}} holds $$, which does not escape inside a default`,
          hint: `Write the value into \`settings:\` of the cluster file and use \${${name}} alone.`,
        }),
      );
    if (row?.source.kind === 'Secret' && (written === '' || saysSecret(name)))
      faults.push(
        fault(found, offset, {
          code: 'sensitive-default',
          message: `\${${name}} is read from Secret ${row.source.name}, and its default ${written === '' ? 'is empty' : 'stands in git'}: a missing secret would go unnoticed`,
          hint: `Write \${${name}}: without the value Flux says what is missing, and nothing is applied with a wrong one.`,
        }),
      );
    else if (row !== undefined && !written.includes('${')) {
      const wrong = written === '' && row.type === 'string' ? undefined : check?.(row.type, written);
      if (wrong !== undefined)
        faults.push(
          fault(found, offset, {
            code: 'placeholder-default',
            message: `the default of \${${name}}: ${wrong}`,
            hint: 'Write a default of its type; better put the value into `settings:` of the cluster file and leave out the default.',
          }),
        );
    }
    return faults;
  });

/**
 * What is wrong with the placeholders of a text in author's notation (DESIGN section 5): names that placeholders.yaml does not
 * list, variables of other programs, syntax that Flux does not read, and defaults that hide or break something.
 *
 * @param check Holds defaults against their type; left out where the schemas are not at hand.
 */
export const placeholderFaultsIn = (
  text: string,
  table: readonly Placeholder[],
  check?: CheckValue,
): PlaceholderFault[] =>
  text.includes('${') ? [...unknownFaults(text, table), ...defaultFaults(text, table, check)] : [];
