import type { ILabelSelector } from '@kubernetes-models/apimachinery/apis/meta/v1/LabelSelector';
import type { IObjectMeta } from '@kubernetes-models/apimachinery/apis/meta/v1/ObjectMeta';
import type { FreeForm } from './scalars.ts';

/** What every custom resource of ours has beside its own fields. */
export interface CustomResource<Version extends string, Kind extends string> {
  apiVersion: Version;
  kind: Kind;
  metadata: IObjectMeta;
}

/** A custom resource whose controller reports a status. */
export interface ReportingResource<Version extends string, Kind extends string> extends CustomResource<Version, Kind> {
  status?: FreeForm;
}

export type LabelSelector = ILabelSelector;
