import type { CompiledApp, CompiledObject } from '../../../model/compiled.ts';
import { byCodeUnit } from '../../../model/json.ts';
import { isNeverSubstituted } from '../../../model/kubernetes.ts';
import type { OrderedTree, Part } from '../../../model/linked.ts';
import { type PlaceholderPlace, placeholdersOf } from '../../../model/placeholder-places.ts';
import type { PlaceholderUses } from '../../../model/placeholder-uses.ts';

/** One place of the tree where a placeholder stands, in author's notation. */
export interface TreeMention extends PlaceholderPlace {
  app: CompiledApp;
  object: CompiledObject;
  /** The FluxKustomization that applies the object. */
  part: Part;
}

/** Every placeholder of the tree, in the order of parts and objects. What is carried byte for byte holds none. */
export const mentionsOf = (tree: OrderedTree): TreeMention[] =>
  tree.parts.flatMap((part) =>
    part.objects.flatMap((object) =>
      object.literal || isNeverSubstituted(object.object)
        ? []
        : placeholdersOf(object.object).map((place) => ({ ...place, app: part.app, object, part })),
    ),
  );

/** Which apps use which placeholder. */
export const usesOf = (mentions: readonly TreeMention[]): PlaceholderUses => {
  const uses = new Map<string, Set<string>>();
  for (const { name, app } of mentions) {
    const apps = uses.get(name) ?? new Set<string>();
    uses.set(name, apps.add(app.id));
  }
  return new Map([...uses].map(([name, apps]) => [name, [...apps].sort(byCodeUnit)]));
};
