/** Fields of Flux 2.9 that `@kubernetes-models/flux-cd` 4.0.0 does not have yet; each name is bound to its type in `src/extensions.ts`. */

export interface FluxKustomizationSpec {
  buildMetadata?: ('originAnnotations' | 'transformerAnnotations')[];
  ignore?: IgnoreRule[];
}

interface IgnoreRule {
  paths: string[];
  target?: IgnoreTarget;
}

interface IgnoreTarget {
  annotationSelector?: string;
  group?: string;
  kind?: string;
  labelSelector?: string;
  name?: string;
  namespace?: string;
  version?: string;
}

export interface FluxPostBuild {
  substituteStrategy?: 'Always' | 'WithVariables';
}

export interface HelmReleaseSpec {
  postRenderStrategy?: 'combined' | 'nohooks' | 'separate';
  /** The package says "any JSON"; helm-controller needs a map. */
  values?: HelmValues;
}

// biome-ignore lint/suspicious/noEmptyInterface: refine reads an object without properties as free-form
interface HelmValues {}

export interface HelmUpgrade {
  chartNameChangeStrategy?: 'InPlaceUpdate' | 'Reinstall';
}

export interface HelmValuesReference {
  literal?: boolean;
}

export interface GitSigningKey {
  type?: 'gpg' | 'ssh';
}

export interface GitRepositorySpec {
  provider?: 'aws' | 'azure' | 'generic' | 'github';
}

export interface OciVerification {
  trustedRootSecretRef?: { name: string };
}

export interface ReceiverSpec {
  oidcProviders?: OidcProvider[];
  type:
    | 'acr'
    | 'bitbucket'
    | 'cdevents'
    | 'dockerhub'
    | 'gcr'
    | 'generic'
    | 'generic-hmac'
    | 'generic-oidc'
    | 'github'
    | 'gitlab'
    | 'harbor'
    | 'nexus'
    | 'quay';
}

interface OidcProvider {
  audience?: string;
  issuerURL: string;
  validations: { expression: string; message: string }[];
  variables?: { expression: string; name: string }[];
}

/** Objects that alerts and receivers may name: those of the flux-operator too. */
export interface NotifiedObject {
  filter?: string;
  kind:
    | 'ArtifactGenerator'
    | 'Bucket'
    | 'ExternalArtifact'
    | 'FluxInstance'
    | 'GitRepository'
    | 'HelmChart'
    | 'HelmRelease'
    | 'HelmRepository'
    | 'ImagePolicy'
    | 'ImageRepository'
    | 'ImageUpdateAutomation'
    | 'Kustomization'
    | 'OCIRepository'
    | 'ResourceSet'
    | 'ResourceSetInputProvider';
}
