/** `rbac`, `network`, `devices`: what an app may do, whom it may speak to, what hardware it gets. */
import {
  boolean,
  entry,
  freeForm,
  integer,
  listOf,
  mapOf,
  may,
  must,
  named,
  object,
  off,
  shapes,
  text,
} from '../build.ts';
import { anyText, label } from '../leaves.ts';
import { environment } from './container.ts';

export const rule = named(
  'AccessRule',
  object({
    groups: may(listOf(anyText), 'API groups; default: the core group', ['apps']),
    resources: must(listOf(text('^\\S+$', 'a resource such as pods'), { minItems: 1 }), 'Kinds, in their plural', [
      'deployments',
    ]),
    names: may(listOf(anyText, { minItems: 1 }), 'Only objects of these names', ['sonarr']),
    verbs: must(listOf(text('^(\\*|[a-z]+)$', 'a verb such as get'), { minItems: 1 }), 'What may be done', [
      'get',
      'patch',
    ]),
  }),
);
const rules = listOf(rule);
const env = may(environment, 'Variables the workload gets where the cluster meets this', { IN_CLUSTER: true });

export const rbac = entry(
  'false or rights such as { own: [{ resources: [pods], verbs: [get] }] }',
  named(
    'Rbac',
    object({
      own: may(rules, "Rights in the app's own namespace", [{ resources: ['pods'], verbs: ['get'] }]),
      in: may(mapOf(label('a namespace', 'media'), rules), 'Rights in other namespaces', {
        media: [{ groups: ['apps'], resources: ['deployments'], verbs: ['get'] }],
      }),
      cluster: may(rules, 'Rights in the whole cluster', [{ resources: ['nodes'], verbs: ['get', 'list'] }]),
      env,
    }),
  ),
);

export const network = entry(
  'false or { ingress: […], egress: […] }',
  named(
    'Network',
    object({
      ingress: may(listOf(freeForm()), 'Who may reach the app, besides what the graph knows', [
        { from: [{ namespaceSelector: {} }] },
      ]),
      egress: may(listOf(freeForm()), 'Whom the app may reach, besides what the graph knows', [
        { to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] },
      ]),
      env,
    }),
  ),
);

const amount = 'a number such as 1, or false';
const devicesExpected = 'false or a map of devices such as { gpu: 1 }';
export const devices = shapes(devicesExpected, {
  boolean: off(devicesExpected),
  object: mapOf(
    label('a device of the cluster', 'gpu'),
    shapes(amount, { integer: integer(0, undefined, amount), boolean: boolean() }),
  ),
});
