import type { Staged } from '../../../../model/diagnostic.ts';
import type { JsonObject, JsonPointer } from '../../../../model/json.ts';
import { writtenInApp } from '../../../../model/layer.ts';
import type { ExpandInput } from '../../contribution.ts';
import { finding } from '../../finding.ts';
import { clusterValue, textOf } from '../../written.ts';

/** Who asks a visitor for a name: nobody, the app itself (`local`, `oidc`), or the gateway (`forward`, at that address). */
export type Authentication = { kind: 'none' | 'local' | 'oidc' } | { kind: 'forward'; address: string };

const words = new Set(['none', 'local', 'oidc', 'forward']);

/**
 * The authentication of a route as this cluster meets it. In the cluster's `auth`, an address says how a wish is met, a word
 * (`oidc: local`, `forward: none`) what it becomes here. A wish that is not met at all is a warning when the app's own file
 * makes it, because the app is then published without what it counted on.
 */
export const authenticationOf = (
  { app, cluster }: ExpandInput,
  route: JsonObject,
  pointer: JsonPointer,
): Staged<Authentication> => {
  const wish = textOf(route['auth']) ?? 'none';
  const met = textOf(clusterValue(cluster, 'auth', wish));
  const kind = met !== undefined && words.has(met) ? met : wish;
  const address = textOf(clusterValue(cluster, 'auth', 'forward'));
  if (kind !== 'forward')
    return { items: { kind: kind === 'local' || kind === 'oidc' ? kind : 'none' }, diagnostics: [] };
  if (address !== undefined && !words.has(address)) return { items: { kind, address }, diagnostics: [] };
  const warning = finding(app, {
    code: 'need-unmet',
    severity: 'warning',
    pointer: `${pointer}/auth`,
    message: 'forward authentication is asked for, and the cluster has none: everybody who reaches the app is let in',
    hint: 'Add `auth: { forward: <address> }` to the cluster file, or write `auth: none`.',
  });
  return {
    items: { kind: 'none' },
    diagnostics: writtenInApp(app.origins, `${pointer}/auth`) ? [warning] : [],
  };
};

/** True when some entry of the app's routes is guarded at the gateway: its own address then answers with a login page. */
export const isGuarded = (entries: readonly { authentication: Authentication }[]): boolean =>
  entries.some(({ authentication }) => authentication.kind === 'forward');
