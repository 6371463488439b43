import type { Place } from '../model/diagnostic.ts';
import type { JsonPointer, JsonValue } from '../model/json.ts';
import type { LayerName } from '../model/layer.ts';
import type { Grade, ResourceKey } from '../model/linked.ts';

/** One reference to or from another app: the author's line → the object → who meets it. */
export interface ExplainedReference {
  place?: Place;
  /** `ExternalSecret/games/romm`. */
  object: string;
  pointer: JsonPointer;
  /** `ClusterSecretStore/onepassword`. */
  key: ResourceKey;
  grade: Grade;
  soft: boolean;
  /** The other app: who provides, or who asks. Absent for what is made by hand. */
  app?: string;
  /** The object that meets it; absent where an app only asserts it. */
  provider?: string;
}

/** A value that the app's own file does not say. */
export interface ExplainedValue {
  pointer: JsonPointer;
  value: JsonValue;
  layer: LayerName;
  place?: Place;
}

export interface AppExplanation {
  kind: 'app';
  id: string;
  description: string;
  place?: Place;
  namespace: string;
  tier: string;
  parts: {
    name: string;
    tier: string;
    objects: string[];
    waitsFor: { on: string; reason: string; latched: boolean; place?: Place }[];
    neededBy: { part: string; reason: string }[];
  }[];
  needs: ExplainedReference[];
  neededBy: ExplainedReference[];
  values: ExplainedValue[];
}

export interface LineExplanation {
  kind: 'line';
  file: string;
  line: number;
  text: string;
  /** `HelmRelease/games/romm`; absent for what is no object (a list of files). */
  object?: string;
  pointer: JsonPointer;
  app?: string;
  part?: string;
  /** Why the line is there, in one sentence. */
  because: string;
  /** The author's line. */
  place?: Place;
  layer?: LayerName;
}

export type Explanation = AppExplanation | LineExplanation;
