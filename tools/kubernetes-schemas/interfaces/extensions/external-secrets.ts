/** Fields of External Secrets 2.x that `@kubernetes-models/external-secrets` 2.0.0 (made for 0.2x) does not have yet. */
import type { Json, LabelSelectorTerm, SecretKey, TextMap } from './shared.ts';

export interface RemoteReference {
  nullBytePolicy?: 'Fail' | 'Ignore';
}

export interface Rewrite {
  merge?: {
    conflictPolicy?: 'Error' | 'Ignore';
    into?: string;
    priority?: string[];
    priorityPolicy?: 'IgnoreNotFound' | 'Strict';
    strategy?: 'Extract' | 'JSON';
  };
}

export interface Target {
  manifest?: { apiVersion: string; kind: string };
}

export interface TemplateMetadata {
  finalizers?: string[];
}

type GeneratorKind =
  | 'ACRAccessToken'
  | 'CloudsmithAccessToken'
  | 'ClusterGenerator'
  | 'ECRAuthorizationToken'
  | 'Fake'
  | 'GCRAccessToken'
  | 'GithubAccessToken'
  | 'Grafana'
  | 'MFA'
  | 'Password'
  | 'QuayAccessToken'
  | 'SSHKey'
  | 'STSSessionToken'
  | 'UUID'
  | 'VaultDynamicSecret'
  | 'Webhook';

export interface GeneratorReference {
  kind: GeneratorKind;
}

export interface PasswordSpec {
  encoding?: 'base32' | 'base64' | 'base64url' | 'hex' | 'raw';
  secretKeys?: string[];
}

export interface PushSecretSpec {
  dataTo?: {
    conversionStrategy?: 'None' | 'ReverseUnicode';
    match?: { regexp?: string };
    metadata?: Json;
    remoteKey?: string;
    rewrite?: { regexp?: { source: string; target: string }; transform?: { template: string } }[];
    storeRef?: { kind?: 'ClusterSecretStore' | 'SecretStore'; labelSelector?: LabelSelectorTerm; name?: string };
  }[];
}

/** Providers that came after the package; those that a home platform does not meet are left to `keelson schemas add`. */
export interface Provider {
  barbican?: {
    auth: { password: { secretRef: SecretKey }; username: { secretRef?: SecretKey; value?: string } };
    authURL?: string;
    domainName?: string;
    region?: string;
    tenantName?: string;
  };
  onepasswordSDK?: {
    auth: { serviceAccountSecretRef: SecretKey };
    cache?: { maxSize?: number; ttl?: string };
    integrationInfo?: { name?: string; version?: string };
    vault: string;
  };
}

export interface CertificateAuthority {
  caBundle?: string;
  caProvider?: { key?: string; name: string; namespace?: string; type: 'ConfigMap' | 'Secret' };
}

export interface InfisicalAuth {
  kubernetesAuthCredentials?: { identityId: SecretKey; serviceAccountTokenPath?: SecretKey };
  tokenAuthCredentials?: { accessToken: SecretKey };
}

export interface AwsProvider {
  customSessionTags?: TextMap;
  sessionTagsPolicy?: string;
}

export interface VaultProvider {
  checkAndSet?: { required?: boolean };
}
