import type { JsonPointer } from './json.ts';
import { asJson, type KubernetesObject } from './kubernetes.ts';
import { type PlaceholderMention, visitPlaceholders } from './placeholder-syntax.ts';

/** A placeholder of a rendered object in author's notation, and the field it stands in. */
export interface PlaceholderPlace extends PlaceholderMention {
  pointer: JsonPointer;
}

/** Rooms ask after the same objects one after the other, and most hold none: each is walked once. Objects are never changed in place. */
const walked = new WeakMap<KubernetesObject, readonly PlaceholderPlace[]>();

/** Every placeholder of an object, in the order it is written. */
export const placeholdersOf = (object: KubernetesObject): readonly PlaceholderPlace[] => {
  const known = walked.get(object);
  if (known !== undefined) return known;
  const places: PlaceholderPlace[] = [];
  visitPlaceholders(asJson(object), (mention, pointer) => places.push({ ...mention, pointer }));
  walked.set(object, places);
  return places;
};
