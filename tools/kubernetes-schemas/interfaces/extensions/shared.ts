import type { ILabelSelector } from '@kubernetes-models/apimachinery/apis/meta/v1/LabelSelector';

export type { Json, TextMap } from '../scalars.ts';

export type LabelSelectorTerm = ILabelSelector;

/** One key of a Secret, as External Secrets refers to it. */
export interface SecretKey {
  key?: string;
  name?: string;
  namespace?: string;
}
