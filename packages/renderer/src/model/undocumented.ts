import type { Diagnostic, Origin } from './diagnostic.ts';
import { didYouMean } from './nearest.ts';
import type { Placeholder } from './placeholder.ts';

/** The error for a `${NAME}` that placeholders.yaml does not list, at the place it is written. */
export const undocumentedPlaceholder = (name: string, table: readonly Placeholder[], origin: Origin): Diagnostic => {
  const near = didYouMean(
    name,
    table.map((row) => row.name),
  );
  const literal = `document it in placeholders.yaml; $\${${name}} writes a literal \${${name}}`;
  return {
    code: 'undocumented-placeholder',
    severity: 'error',
    message: `\${${name}} is not documented in placeholders.yaml`,
    hint: near?.startsWith('Did you mean') === true ? `${near} Else ${literal}.` : `Correct the name, or ${literal}.`,
    origin,
  };
};
