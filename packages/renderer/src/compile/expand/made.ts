import type { CompiledObject } from '../../model/compiled.ts';
import type { JsonPointer } from '../../model/json.ts';
import { type KubernetesObject, type ObjectMeta, wellKnown } from '../../model/kubernetes.ts';

interface Marks {
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
}

/** `metadata` in the order it is written in: name, namespace, annotations, labels; empty maps are left out. */
export const metadataOf = (name: string, namespace: string | undefined, marks: Marks = {}): ObjectMeta => ({
  name,
  ...(namespace === undefined ? {} : { namespace }),
  ...(Object.keys(marks.annotations ?? {}).length === 0 ? {} : { annotations: marks.annotations }),
  ...(Object.keys(marks.labels ?? {}).length === 0 ? {} : { labels: marks.labels }),
});

/** An object a trait makes, with the trait it came from. */
export const made = (
  maker: { file: string },
  pointer: JsonPointer,
  object: KubernetesObject,
  rest: Partial<CompiledObject> = {},
): CompiledObject => ({ object, pointer, file: maker.file, ...rest });

/** Data outlives its definition: Flux must not prune it (DESIGN section 6, "Data survives a rename"). */
export const keptWhenRemoved = { [wellKnown.prune]: 'disabled' };

/** Content of `files/` is the author's, byte for byte: Flux must not substitute in it (DESIGN section 5). */
export const neverSubstituted = { [wellKnown.substitute]: 'disabled' };

/** Flux reconciles what reads this Secret or ConfigMap as soon as it changes (DESIGN section 5). */
export const watched = { [wellKnown.watch]: 'Enabled' };
