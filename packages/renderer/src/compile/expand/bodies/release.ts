import type { OCIRepository } from '../../../model/generated/kubernetes.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../model/json.ts';
import type { KubernetesObject } from '../../../model/kubernetes.ts';
import type { ExpandInput } from '../contribution.ts';
import { metadataOf } from '../made.ts';
import { mergeDeep } from '../merge-deep.ts';
import { clusterValue, textOf } from '../written.ts';
import { compactEmpty } from './workload/merge.ts';

/** Flux's interval of the cluster, for releases and sources too; default as for a FluxKustomization (DESIGN section 6). */
export const intervalOf = ({ cluster }: ExpandInput): string =>
  textOf(clusterValue(cluster, 'flux', 'interval')) ?? '1h';

export interface Chart {
  /** `oci://…/name` or `https://…/name`. */
  url: string;
  version: string;
}

interface ReleaseOptions {
  chart: Chart;
  values: JsonObject;
  valuesFrom?: JsonValue[];
  timeout?: string;
  crds?: string;
  postRenderers?: JsonObject[];
  /** HelmRelease spec fields, merged last. */
  release?: JsonObject;
}

const isOci = (chart: Chart): boolean => chart.url.startsWith('oci://');

/** `https://host/path/name` → the repository `https://host/path` and the chart `name`. */
const splitChart = (url: string): { repository: string; name: string } => {
  const at = url.lastIndexOf('/');
  return { repository: url.slice(0, at), name: url.slice(at + 1) };
};

/** `1.2.3@sha256:…` pins by digest too; a range (`9.1.x`, `>=1`) is a semver reference (Flux OCIRepository, `spec.ref`). */
const ociReference = (version: string): JsonObject => {
  const [tag = '', digest] = version.split('@');
  if (digest !== undefined) return compactEmpty({ digest, tag: tag === '' ? undefined : tag });
  if (tag.startsWith('sha256:')) return { digest: tag };
  return /[*^~<>|\s]|(?:^|\.)x(?:\.|$)/u.test(tag) ? { semver: tag } : { tag };
};

/** The OCIRepository or HelmRepository of a release: one an app; the linker joins what several apps share. */
export const chartSource = (input: ExpandInput, chart: Chart): KubernetesObject => {
  const metadata = metadataOf(input.app.name, input.app.namespace);
  const apiVersion = 'source.toolkit.fluxcd.io/v1';
  const interval = intervalOf(input);
  if (!isOci(chart)) {
    return { apiVersion, kind: 'HelmRepository', metadata, spec: { interval, url: splitChart(chart.url).repository } };
  }
  const layerSelector = {
    mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip',
    operation: 'copy',
  } as const;
  const spec = { interval, layerSelector, ref: ociReference(chart.version), url: chart.url };
  return { apiVersion, kind: 'OCIRepository', metadata, spec } satisfies OCIRepository;
};

const chartOf = (chart: Chart, source: string): JsonObject =>
  isOci(chart)
    ? { chartRef: { kind: 'OCIRepository', name: source } }
    : {
        chart: {
          spec: {
            chart: splitChart(chart.url).name,
            version: chart.version,
            sourceRef: { kind: 'HelmRepository', name: source },
          },
        },
      };

/**
 * A HelmRelease with the defaults of DESIGN section 6: CRDs are created and replaced, an install is tried again, an upgrade that
 * fails is rolled back. `release` fields are merged last.
 */
export const helmRelease = (input: ExpandInput, options: ReleaseOptions): KubernetesObject => {
  const crds = options.crds ?? 'CreateReplace';
  const spec: JsonObject = {
    ...chartOf(options.chart, input.app.name),
    interval: intervalOf(input),
    ...(options.timeout === undefined ? {} : { timeout: options.timeout }),
    install: { crds, strategy: { name: 'RetryOnFailure' } },
    upgrade: {
      cleanupOnFail: true,
      crds,
      strategy: { name: 'RemediateOnFailure' },
      remediation: { retries: 3, strategy: 'rollback' },
    },
    ...compactEmpty({ valuesFrom: options.valuesFrom, values: options.values, postRenderers: options.postRenderers }),
  };
  return {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: metadataOf(input.app.name, input.app.namespace),
    spec: isJsonObject(options.release) ? mergeDeep(spec, options.release) : spec,
  };
};
