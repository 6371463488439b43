import { isJsonObject, type JsonObject, type JsonPointer, type JsonValue, pointerOf } from '../../../model/json.ts';
import type { KubernetesObject } from '../../../model/kubernetes.ts';
import type { Trait } from '../contribution.ts';
import { made, metadataOf } from '../made.ts';
import { definitionOf, listOf, mapOf, textsOf } from '../written.ts';

const group = 'rbac.authorization.k8s.io';
const apiVersion = `${group}/v1`;

/**
 * `rbac`: a ServiceAccount of the app's name, and for each scope a role with the rules written and its binding: `own` in the app's
 * namespace, `in` in others, `cluster` everywhere. The pod is given the account's token.
 */
export const rbac: Trait = ({ app }) => {
  const written = mapOf(definitionOf(app)['rbac']);
  const account = { name: app.name, namespace: app.namespace };
  const inNamespaces = Object.entries(mapOf(written['in'])).map(
    ([namespace, rules]) => [namespace, rules, pointerOf(['rbac', 'in', namespace])] as const,
  );
  const objects: [KubernetesObject, JsonPointer][] = [
    [{ apiVersion: 'v1', kind: 'ServiceAccount', metadata: metadataOf(account.name, account.namespace) }, '/rbac'],
    ...scope(account, app.namespace, written['own'], '/rbac/own'),
    ...inNamespaces.flatMap(([namespace, rules, pointer]) => scope(account, namespace, rules, pointer)),
    ...scope(account, undefined, written['cluster'], '/rbac/cluster'),
  ];
  return {
    objects: objects.map(([object, pointer]) => made(app, pointer, object)),
    serviceAccount: { name: account.name, token: true },
    env: mapOf(written['env']),
  };
};

interface Account {
  name: string;
  namespace: string;
}

/** A role and its binding; without a namespace, for the whole cluster. No rules, no objects. */
const scope = (
  account: Account,
  namespace: string | undefined,
  written: JsonValue | undefined,
  pointer: JsonPointer,
): [KubernetesObject, JsonPointer][] => {
  const rules = listOf(written).filter(isJsonObject).map(rule);
  if (rules.length === 0) return [];
  const kind = namespace === undefined ? 'ClusterRole' : 'Role';
  const metadata = metadataOf(account.name, namespace);
  const binding: KubernetesObject = {
    apiVersion,
    kind: `${kind}Binding`,
    metadata,
    roleRef: { apiGroup: group, kind, name: account.name },
    subjects: [{ kind: 'ServiceAccount', name: account.name, namespace: account.namespace }],
  };
  return [
    [{ apiVersion, kind, metadata, rules }, pointer],
    [binding, pointer],
  ];
};

/** A rule without `groups` is of the core group. */
const rule = (written: JsonObject): JsonObject => ({
  apiGroups: written['groups'] === undefined ? [''] : textsOf(written['groups']),
  resources: textsOf(written['resources']),
  ...(written['names'] === undefined ? {} : { resourceNames: textsOf(written['names']) }),
  verbs: textsOf(written['verbs']),
});
