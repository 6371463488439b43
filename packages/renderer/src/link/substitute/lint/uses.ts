import type { CompiledApp, CompiledObject } from '../../../model/compiled.ts';
import { byCodeUnit } from '../../../model/json.ts';
import { asJson } from '../../../model/kubernetes.ts';
import type { OrderedTree } from '../../../model/linked.ts';
import { type PlaceholderMention, visitPlaceholders } from '../../../model/placeholder-syntax.ts';
import type { PlaceholderUses } from '../../../model/placeholder-uses.ts';

/** One place of the tree where a placeholder stands, in author's notation. */
export interface TreeMention extends PlaceholderMention {
  app: CompiledApp;
  object: CompiledObject;
  pointer: string;
  /** The FluxKustomization that applies the object. */
  part: string;
}

/** Every placeholder of the tree, in the order of parts and objects. What is carried byte for byte holds none. */
export const mentionsOf = (tree: OrderedTree): TreeMention[] =>
  tree.parts.flatMap(({ app, name: part, objects }) =>
    objects.flatMap((object) => {
      if (object.literal) return [];
      const found: TreeMention[] = [];
      visitPlaceholders(asJson(object.object), (mention, pointer) =>
        found.push({ ...mention, app, object, pointer, part }),
      );
      return found;
    }),
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
