import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Gate, Part } from '../../model/linked.ts';

/** FluxKustomizations that are there before ours: the one bootstrap makes, and the one that applies the apps. */
const taken: Readonly<Record<string, string>> = {
  'flux-system': 'what bootstrap makes of the tree',
  'cluster-apps': 'what applies all apps',
};

/** Two FluxKustomizations of one name are an error (DESIGN section 6): an app called as another one's part, or as a gate. */
export const nameConflicts = (parts: readonly Part[], gates: readonly Gate[]): Diagnostic[] => {
  const first = new Map<string, Part | string>(Object.entries(taken));
  for (const gate of gates) first.set(gate.name, `the gate of tier ${gate.tier}`);
  return parts.flatMap((part): Diagnostic[] => {
    const earlier = first.get(part.name);
    if (earlier === undefined) {
      first.set(part.name, part);
      return [];
    }
    return [conflict(part, earlier)];
  });
};

const conflict = (part: Part, earlier: Part | string): Diagnostic => ({
  code: 'name-taken',
  severity: 'error',
  message: `the FluxKustomization of ${partOf(part)} would be called ${part.name}, as ${typeof earlier === 'string' ? earlier : `that of ${partOf(earlier)}`} already is`,
  hint: 'Rename the app: names of apps and of their parts -config, -secrets and -observe are unique in a cluster.',
  origin: { file: part.app.file, pointer: '/name' },
  ...(typeof earlier === 'string'
    ? {}
    : { related: [{ message: 'the other one', origin: { file: earlier.app.file, pointer: '/name' } }] }),
});

const partOf = (part: Part): string => (part.suffix === '' ? part.app.id : `part -${part.suffix} of ${part.app.id}`);
