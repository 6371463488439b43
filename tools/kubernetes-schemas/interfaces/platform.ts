/** Kinds of single operators that no npm package carries: flux-operator, external-dns, Multus, Barman Cloud, NFD, k3s. */
import type { IEnvVar } from 'kubernetes-models/v1/EnvVar';
import type { IResourceRequirements } from 'kubernetes-models/v1/ResourceRequirements';
import type { ITaint } from 'kubernetes-models/v1/Taint';
import type { CustomResource, ReportingResource } from './metadata.ts';
import type { Json, Quantity, TextMap } from './scalars.ts';

/** Flux's duration: no days, no sign. */
export type FluxDuration = string;

interface FluxInstanceSpec {
  cluster?: {
    domain?: string;
    multitenant?: boolean;
    multitenantWorkloadIdentity?: boolean;
    networkPolicy?: boolean;
    objectLevelWorkloadIdentity?: boolean;
    size?: 'large' | 'medium' | 'small';
    tenantDefaultDecryptionServiceAccount?: string;
    tenantDefaultKubeConfigServiceAccount?: string;
    tenantDefaultServiceAccount?: string;
    type?: 'aws' | 'azure' | 'gcp' | 'kubernetes' | 'openshift';
  };
  commonMetadata?: { annotations?: TextMap; labels?: TextMap };
  components?: (
    | 'helm-controller'
    | 'image-automation-controller'
    | 'image-reflector-controller'
    | 'kustomize-controller'
    | 'notification-controller'
    | 'source-controller'
    | 'source-watcher'
  )[];
  distribution: {
    artifact?: string;
    artifactPullSecret?: string;
    imagePullSecret?: string;
    registry: string;
    variant?: 'enterprise-alpine' | 'enterprise-distroless' | 'enterprise-distroless-fips' | 'upstream-alpine';
    version: string;
  };
  kustomize?: {
    patches?: {
      patch: string;
      target?: {
        annotationSelector?: string;
        group?: string;
        kind?: string;
        labelSelector?: string;
        name?: string;
        namespace?: string;
        version?: string;
      };
    }[];
  };
  migrateResources?: boolean;
  sharding?: { key?: string; shards: string[]; storage?: 'ephemeral' | 'persistent' };
  storage?: { class: string; size: Quantity };
  sync?: {
    interval?: FluxDuration;
    kind: 'Bucket' | 'GitRepository' | 'OCIRepository';
    name?: string;
    path: string;
    provider?: 'aws' | 'azure' | 'gcp' | 'generic' | 'github';
    pullSecret?: string;
    ref: string;
    url: string;
  };
  wait?: boolean;
}

interface DNSEndpointSpec {
  endpoints?: {
    dnsName?: string;
    labels?: TextMap;
    providerSpecific?: { name?: string; value?: string }[];
    recordTTL?: number;
    recordType?: string;
    setIdentifier?: string;
    targets?: string[];
  }[];
}

interface SecretKey {
  key: string;
  name: string;
}

/** CloudNativePG 1.30, "Declarative role management": newer than @kubernetes-models/cloudnative-pg 2.0.0. */
interface DatabaseRoleSpec {
  bypassrls?: boolean;
  clientCertificate?: { enabled?: boolean };
  cluster: { name: string };
  comment?: string;
  connectionLimit?: number;
  createdb?: boolean;
  createrole?: boolean;
  databaseRoleReclaimPolicy?: 'delete' | 'retain';
  disablePassword?: boolean;
  ensure?: 'absent' | 'present';
  inRoles?: string[];
  inherit?: boolean;
  login?: boolean;
  name: string;
  passwordSecret?: { name: string };
  replication?: boolean;
  superuser?: boolean;
  validUntil?: string;
}

interface ObjectStoreSpec {
  configuration: {
    azureCredentials?: {
      connectionString?: SecretKey;
      inheritFromAzureAD?: boolean;
      storageAccount?: SecretKey;
      storageKey?: SecretKey;
      storageSasToken?: SecretKey;
    };
    data?: {
      additionalCommandArgs?: string[];
      compression?: 'bzip2' | 'gzip' | 'snappy';
      encryption?: 'AES256' | 'aws:kms';
      immediateCheckpoint?: boolean;
      jobs?: number;
    };
    destinationPath: string;
    endpointCA?: SecretKey;
    endpointURL?: string;
    googleCredentials?: { applicationCredentials?: SecretKey; gkeEnvironment?: boolean };
    historyTags?: TextMap;
    s3Credentials?: {
      accessKeyId?: SecretKey;
      inheritFromIAMRole?: boolean;
      region?: SecretKey;
      secretAccessKey?: SecretKey;
      sessionToken?: SecretKey;
    };
    serverName?: string;
    tags?: TextMap;
    wal?: {
      archiveAdditionalCommandArgs?: string[];
      compression?: 'bzip2' | 'gzip' | 'lz4' | 'snappy' | 'xz' | 'zstd';
      encryption?: 'AES256' | 'aws:kms';
      maxParallel?: number;
      restoreAdditionalCommandArgs?: string[];
    };
  };
  instanceSidecarConfiguration?: {
    env?: IEnvVar[];
    resources?: IResourceRequirements;
    retentionPolicyIntervalSeconds?: number;
  };
  retentionPolicy?: string;
}

interface FeatureExpression {
  op:
    | 'DoesNotExist'
    | 'Exists'
    | 'Ge'
    | 'GeLe'
    | 'Gt'
    | 'GtLt'
    | 'In'
    | 'InRegexp'
    | 'IsFalse'
    | 'IsTrue'
    | 'Le'
    | 'Lt'
    | 'NotIn';
  type?: string;
  value?: string[];
}

interface FeatureMatch {
  feature: string;
  matchExpressions?: Record<string, FeatureExpression>;
  matchName?: FeatureExpression;
}

interface NodeFeatureRuleSpec {
  rules: {
    annotations?: TextMap;
    extendedResources?: TextMap;
    labels?: TextMap;
    labelsTemplate?: string;
    matchAny?: { matchFeatures: FeatureMatch[] }[];
    matchFeatures?: FeatureMatch[];
    name: string;
    taints?: ITaint[];
    vars?: TextMap;
    varsTemplate?: string;
  }[];
}

interface HelmChartConfigSpec {
  failurePolicy?: 'abort' | 'reinstall';
  values?: Json;
  valuesContent?: string;
}

export interface FluxInstance extends ReportingResource<'fluxcd.controlplane.io/v1', 'FluxInstance'> {
  spec: FluxInstanceSpec;
}

export interface DNSEndpoint extends ReportingResource<'externaldns.k8s.io/v1alpha1', 'DNSEndpoint'> {
  spec?: DNSEndpointSpec;
}

export interface NetworkAttachmentDefinition
  extends CustomResource<'k8s.cni.cncf.io/v1', 'NetworkAttachmentDefinition'> {
  spec?: { config?: string };
}

export interface DatabaseRole extends ReportingResource<'postgresql.cnpg.io/v1', 'DatabaseRole'> {
  spec: DatabaseRoleSpec;
}

export interface ObjectStore extends ReportingResource<'barmancloud.cnpg.io/v1', 'ObjectStore'> {
  spec: ObjectStoreSpec;
}

export interface NodeFeatureRule extends ReportingResource<'nfd.k8s-sigs.io/v1alpha1', 'NodeFeatureRule'> {
  spec: NodeFeatureRuleSpec;
}

export interface HelmChartConfig extends CustomResource<'helm.cattle.io/v1', 'HelmChartConfig'> {
  spec?: HelmChartConfigSpec;
}
