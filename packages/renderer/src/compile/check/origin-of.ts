import type { Origin } from '../../model/diagnostic.ts';
import type { JsonPointer } from '../../model/json.ts';
import { originAt } from '../../model/layer.ts';
import type { EvaluatedApp } from '../../model/names.ts';

/** Where the node of a merged definition was written: the layer's file, else the app's own. */
export const originOf = (app: EvaluatedApp, pointer: JsonPointer): Origin => {
  const origin = originAt(app.origins, pointer);
  return { file: origin?.file ?? app.file, pointer: origin?.file === undefined ? '' : origin.pointer };
};
