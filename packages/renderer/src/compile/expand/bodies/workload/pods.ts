import { isJsonObject, type JsonObject, type JsonValue } from '../../../../model/json.ts';
import type { Contribution } from '../../contribution.ts';
import { mergeDeep } from '../../merge-deep.ts';
import { mapOf } from '../../written.ts';
import { compactEmpty } from './merge.ts';
import { runsToCompletion, type WrittenController } from './written-controllers.ts';

/** Pods on the node's network resolve Services only with this policy (core/v1 PodSpec, `dnsPolicy`); app-template says so too. */
const withHostDns = (pod: JsonObject): JsonObject =>
  pod['hostNetwork'] === true && pod['dnsPolicy'] === undefined
    ? { ...pod, dnsPolicy: 'ClusterFirstWithHostNet' }
    : pod;

/** A spread constraint without a selector counts no pods; it means the controller's own. */
const withSpreadSelector = (pod: JsonObject, labels: Record<string, string>): JsonObject => {
  const constraints = pod['topologySpreadConstraints'];
  if (!Array.isArray(constraints)) return pod;
  const selected = constraints.map(
    (constraint): JsonValue =>
      isJsonObject(constraint) && constraint['labelSelector'] === undefined
        ? { ...constraint, labelSelector: { matchLabels: labels } }
        : constraint,
  );
  return { ...pod, topologySpreadConstraints: selected };
};

/**
 * PodSpec of a controller without its containers and volumes: what is built in (no token unless `rbac` asks for one, no service
 * links, `Never` for what runs to completion), the security context, and `pod` merged last.
 */
export const resolvePod = (
  contribution: Contribution,
  controller: WrittenController,
  securityContext: JsonObject,
  labels: Record<string, string>,
): JsonObject => {
  const account = contribution.serviceAccount;
  const built = compactEmpty({
    serviceAccountName: account?.name,
    automountServiceAccountToken: account?.token ?? false,
    enableServiceLinks: false,
    ...(runsToCompletion(controller.kind) ? { restartPolicy: 'Never' } : {}),
    securityContext,
  });
  return withSpreadSelector(withHostDns(mergeDeep(built, mapOf(controller.keys['pod']))), labels);
};
