/** What people write in `category.yaml`, a cluster's file and `placeholders.yaml`; derived from the schemas as in `app.ts`. */
import type { Static } from 'typebox';
import type { category, limits, namespace, networkPolicy, quota } from '../definition/category.ts';
import type { clusterBackup, databases, sharedVolume, storage } from '../definition/cluster/data.ts';
import type { argocd, flux, workloads } from '../definition/cluster/engine.ts';
import type { cluster, environments, overrides } from '../definition/cluster/index.ts';
import type { node } from '../definition/cluster/machines.ts';
import type { clusterAuth, clusterSecrets, monitoring, policy } from '../definition/cluster/people.ts';
import type { entryPoint, routing } from '../definition/cluster/routing.ts';
import type { Layer } from '../definition/layer.ts';
import type { placeholder, placeholders } from '../definition/placeholders.ts';

export type CategoryDefinition = Static<typeof category>;
/** A category as cluster `overrides` say it. */
export type CategoryLayer = Omit<Layer<CategoryDefinition>, 'name'>;
export type NamespaceDefinition = Static<typeof namespace>;
export type QuotaDefinition = Static<typeof quota>;
export type LimitsDefinition = Static<typeof limits>;
export type NetworkPolicyDefinition = Static<typeof networkPolicy>;

export type ClusterDefinition = Static<typeof cluster>;
export type FluxDefinition = Static<typeof flux>;
export type ArgoDefinition = Static<typeof argocd>;
export type WorkloadsDefinition = Static<typeof workloads>;
export type OverridesDefinition = Static<typeof overrides>;
export type RoutingDefinition = Static<typeof routing>;
export type EntryPointDefinition = Static<typeof entryPoint>;
export type ClusterStorageDefinition = Static<typeof storage>;
export type SharedVolumeDefinition = Static<typeof sharedVolume>;
export type ClusterBackupDefinition = Static<typeof clusterBackup>;
export type DatabasesDefinition = Static<typeof databases>;
export type ClusterSecretsDefinition = Static<typeof clusterSecrets>;
export type ClusterAuthDefinition = Static<typeof clusterAuth>;
export type MonitoringDefinition = Static<typeof monitoring>;
export type PolicyDefinition = Static<typeof policy>;
export type NodeDefinition = Static<typeof node>;
export type EnvironmentsDefinition = Static<typeof environments>;

export type PlaceholderDefinition = Static<typeof placeholder>;
export type PlaceholdersDefinition = Static<typeof placeholders>;
