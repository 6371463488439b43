/**
 * Types → refined kinds: the schema of each kind (markers still in it, for the TypeScript writer) and the file it belongs in.
 */

import { extensionKinds, extensionSources } from './extensions.ts';
import { asRecord, type Schema } from './json.ts';
import { kindSources } from './kinds.ts';
import { refine } from './refine/refine.ts';
import { schemasOfTypes } from './schemas-of-types.ts';

/** A kind, refined. */
export interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
  /** Below `schemas/kubernetes`: `<group>/<kind>_<version>.json`, the group of core being its version (kubeconform's habit). */
  readonly file: string;
  readonly schema: Schema;
}

/** Files kustomize reads itself: nameless, and never in the cluster. */
const namelessGroup = 'kustomize.config.k8s.io/';

/**
 * kubeconform's `{{.Group}}` is the part of apiVersion before the slash, which for `v1` is `v1` itself; so one template
 * `{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json` finds core kinds under `v1/`.
 */
export const schemaFileOf = (apiVersion: string, kind: string): string => {
  const parts = apiVersion.split('/');
  return `${parts[0]}/${kind.toLowerCase()}_${parts.at(-1)}.json`;
};

const constantOf = (schema: Schema, field: string): string => {
  const value = asRecord(asRecord(schema['properties'])?.[field])?.['const'];
  if (typeof value !== 'string')
    throw new Error(`type ${String(schema['$type'])} has no constant ${field}: is it a kind?`);
  return value;
};

/**
 * All kinds of the table, refined, in its order.
 * @throws when an extension names a type that no kind holds (the package renamed it, or it is a typing error)
 */
export const kindsOfTypes = (root: string): Kind[] => {
  const raw = schemasOfTypes(root, [...kindSources, ...extensionKinds(extensionSources)]);
  const schemaOf = new Map(raw.map(({ module, kind, schema }) => [`${module}/${kind}`, schema]));
  const extensions = new Map<string, Schema>();
  for (const { module, within, over } of extensionSources) {
    for (const [name, types] of Object.entries(over)) {
      for (const type of types) extensions.set(`${within}/${type}`, schemaOf.get(`${module}/${name}`) as Schema);
    }
  }
  const used = new Set<string>();
  const recorded: ReadonlyMap<string, Schema> = Object.assign(new Map(extensions), {
    get: (name: string) => {
      if (extensions.has(name)) used.add(name);
      return extensions.get(name);
    },
  });
  const kinds = kindSources.flatMap(({ module, kinds: names }) =>
    names.map((name) => {
      const schema = schemaOf.get(`${module}/${name}`) as Schema;
      const apiVersion = constantOf(schema, 'apiVersion');
      const kind = constantOf(schema, 'kind');
      const nameless = apiVersion.startsWith(namelessGroup);
      return { apiVersion, kind, file: schemaFileOf(apiVersion, kind), schema: refine(schema, recorded, { nameless }) };
    }),
  );
  const unused = [...extensions.keys()].filter((name) => !used.has(name));
  if (unused.length > 0) throw new Error(`extensions of types that no kind holds: ${unused.join(', ')}`);
  return kinds;
};
