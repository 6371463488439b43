/** kustomize.config.k8s.io: files that kustomize 5.8 itself reads; they never reach the API server. */
import type { IObjectMeta } from '@kubernetes-models/apimachinery/apis/meta/v1/ObjectMeta';
import type { FreeForm, TextMap } from './scalars.ts';

interface PatchTarget {
  annotationSelector?: string;
  group?: string;
  kind?: string;
  labelSelector?: string;
  name?: string;
  namespace?: string;
  version?: string;
}

interface Patch {
  options?: Record<string, boolean>;
  patch?: string;
  path?: string;
  target?: PatchTarget;
}

interface GeneratorOptions {
  annotations?: TextMap;
  disableNameSuffixHash?: boolean;
  immutable?: boolean;
  labels?: TextMap;
}

interface ConfigMapGenerator {
  behavior?: 'create' | 'merge' | 'replace';
  env?: string;
  envs?: string[];
  files?: string[];
  literals?: string[];
  name: string;
  namespace?: string;
  options?: GeneratorOptions;
}

interface SecretGenerator extends ConfigMapGenerator {
  type?: string;
}

interface Image {
  digest?: string;
  name: string;
  newName?: string;
  newTag?: string;
  tagSuffix?: string;
}

interface FieldSpec {
  create?: boolean;
  group?: string;
  kind?: string;
  path: string;
  version?: string;
}

interface Label {
  fields?: FieldSpec[];
  includeSelectors?: boolean;
  includeTemplates?: boolean;
  pairs?: TextMap;
}

interface Replica {
  count: number;
  name: string;
}

interface ReplacementFieldOptions {
  create?: boolean;
  delimiter?: string;
  encoding?: string;
  index?: number;
}

interface ReplacementSource {
  fieldPath?: string;
  group?: string;
  kind?: string;
  name?: string;
  namespace?: string;
  options?: ReplacementFieldOptions;
  version?: string;
}

interface ReplacementSelector {
  group?: string;
  kind?: string;
  name?: string;
  namespace?: string;
  version?: string;
}

interface ReplacementTarget {
  fieldPaths?: string[];
  options?: ReplacementFieldOptions;
  reject?: ReplacementSelector[];
  select: ReplacementSelector;
}

interface Replacement {
  path?: string;
  source?: ReplacementSource;
  /** A literal instead of a source, since kustomize 5.5. */
  sourceValue?: string;
  targets?: ReplacementTarget[];
}

interface HelmChart {
  additionalValuesFiles?: string[];
  apiVersions?: string[];
  debug?: boolean;
  devel?: boolean;
  includeCRDs?: boolean;
  kubeVersion?: string;
  name: string;
  nameTemplate?: string;
  namespace?: string;
  releaseName?: string;
  repo?: string;
  skipHooks?: boolean;
  skipTests?: boolean;
  valuesFile?: string;
  valuesInline?: FreeForm;
  valuesMerge?: 'merge' | 'override' | 'replace';
  version?: string;
}

interface HelmGlobals {
  chartHome?: string;
  configHome?: string;
}

interface SortOptions {
  legacySortOptions?: { orderFirst?: string[]; orderLast?: string[] };
  order?: 'fifo' | 'legacy';
}

interface OpenApi {
  path?: string;
}

/** What a Kustomization and a Component both hold. */
interface KustomizationFields {
  buildMetadata?: ('managedByLabel' | 'originAnnotations' | 'transformerAnnotations')[];
  commonAnnotations?: TextMap;
  components?: string[];
  configMapGenerator?: ConfigMapGenerator[];
  configurations?: string[];
  crds?: string[];
  generatorOptions?: GeneratorOptions;
  generators?: string[];
  helmCharts?: HelmChart[];
  helmGlobals?: HelmGlobals;
  images?: Image[];
  labels?: Label[];
  metadata?: IObjectMeta;
  namePrefix?: string;
  nameSuffix?: string;
  namespace?: string;
  openapi?: OpenApi;
  patches?: Patch[];
  replacements?: Replacement[];
  replicas?: Replica[];
  resources?: string[];
  secretGenerator?: SecretGenerator[];
  sortOptions?: SortOptions;
  transformers?: string[];
  validators?: string[];
}

/** Fields that kustomize 5 still reads but warns about (`bases`, `commonLabels`, `vars`, …) are left out: we never write them. */
export interface Kustomization extends KustomizationFields {
  apiVersion: 'kustomize.config.k8s.io/v1beta1';
  kind: 'Kustomization';
}

export interface Component extends KustomizationFields {
  apiVersion: 'kustomize.config.k8s.io/v1alpha1';
  kind: 'Component';
}
