/** `helm` and `source`: the main bodies that somebody else wrote; `patches` beside any of them. */
import { Type } from 'typebox';
import { boolean, exactlyOne, freeForm, listOf, may, must, named, object, shapes, text, word } from '../build.ts';
import { anyText, duration, objectName, relativePath, version } from '../leaves.ts';

const chartUrl = text('^(oci|https)://[^\\s/]+(/[^\\s/]+)+$', 'oci://registry/path/chart or https://repository/chart');

const patchTarget = named(
  'PatchTarget',
  object({
    group: may(anyText, 'API group', 'apps'),
    version: may(anyText, 'API version', 'v1'),
    kind: may(text('^[A-Z][A-Za-z0-9]*$', 'a kind such as Deployment'), 'Kind of the objects', 'Deployment'),
    name: may(anyText, 'Name of the object', 'romm'),
    namespace: may(anyText, 'Namespace of the object', 'games'),
    labelSelector: may(anyText, 'Labels that the objects have', 'app.kubernetes.io/name=romm'),
    annotationSelector: may(anyText, 'Annotations that the objects have', 'example.com/kind=x'),
  }),
);

export const patch = named(
  'Patch',
  object({
    target: may(patchTarget, 'Which objects; default: the one the patch names', { kind: 'Deployment', name: 'romm' }),
    patch: must(
      shapes('a merge patch, a list of JSON 6902 operations, or either as text', {
        object: freeForm(),
        array: listOf(freeForm(), { minItems: 1 }),
        string: anyText,
      }),
      'A merge patch (map), JSON 6902 operations (list), or either as text',
      { spec: { revisionHistoryLimit: 1 } },
    ),
  }),
);

const valuesFrom = named(
  'ValuesFrom',
  object({
    kind: must(word('Secret', 'ConfigMap'), 'Kind of the object that holds values', 'Secret'),
    name: must(objectName('the name of a Secret or ConfigMap', 'grafana-values'), 'Its name', 'grafana-values'),
    valuesKey: may(anyText, 'Key in it; default values.yaml', 'values.yaml'),
    targetPath: may(anyText, 'Place in the values that gets it; default: the whole', 'adminPassword'),
    optional: may(boolean(), 'Go on without it', false),
  }),
);

export const helm = named(
  'Helm',
  object({
    chart: must(
      chartUrl,
      "Where the chart is; the last segment is the chart's name",
      'oci://ghcr.io/stakater/charts/reloader',
    ),
    version: must(version, 'Version of the chart', '2.2.16'),
    values: may(freeForm(), "The chart's values", { fullnameOverride: 'reloader' }),
    valuesFrom: may(listOf(valuesFrom), 'Secrets and ConfigMaps that hold values', [
      { kind: 'Secret', name: 'grafana-values' },
    ]),
    timeout: may(duration('15m'), 'How long an install or upgrade may take', '15m'),
    crds: may(
      word('Skip', 'Create', 'CreateReplace'),
      "What is done with the chart's CRDs; default CreateReplace",
      'CreateReplace',
    ),
    release: may(freeForm(), 'Fields of the HelmRelease spec, merged last', { maxHistory: 2 }),
    patches: may(listOf(patch), 'Post-renderers: patches of what the chart makes', [
      { target: { kind: 'Deployment' }, patch: { spec: { revisionHistoryLimit: 1 } } },
    ]),
  }),
);

export const source = named(
  'Source',
  object(
    {
      git: may(
        text('^(https|ssh)://\\S+$', 'the URL of a Git repository such as https://github.com/owner/name'),
        'Git repository whose folder is applied as it is',
        'https://github.com/kubernetes-sigs/gateway-api',
      ),
      oci: may(
        text('^oci://\\S+$', 'an OCI URL such as oci://ghcr.io/owner/name'),
        'OCI artifact whose folder is applied as it is',
        'oci://ghcr.io/owner/manifests',
      ),
      version: must(version, 'Tag', 'v1.6.1'),
      path: may(relativePath('config/crd'), 'Folder in it; default: the whole', 'config/crd'),
    },
    exactlyOne('git', 'oci'),
  ),
);

export const vars = Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true });
