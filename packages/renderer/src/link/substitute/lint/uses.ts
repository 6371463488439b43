import type { CompiledApp, CompiledObject } from '../../../model/compiled.ts';
import { asJson } from '../../../model/kubernetes.ts';
import type { OrderedTree } from '../../../model/linked.ts';
import { type PlaceholderMention, visitPlaceholders } from '../../../model/placeholder-syntax.ts';

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
