import { sectionText } from '../../../../model/cluster-needs.ts';
import type { JsonObject } from '../../../../model/json.ts';
import type { ExpandInput } from '../../contribution.ts';
import { textOf } from '../../written.ts';

/** Who asks a visitor for a name: nobody, the app itself (`local`, `oidc`), or the gateway (`forward`, at that address). */
export type Authentication = { kind: 'none' | 'local' | 'oidc' } | { kind: 'forward'; address: string };

/** `route.auth`. `merge` has turned a wish that the cluster does not meet into what it becomes here, and said so. */
export const authenticationOf = ({ cluster }: ExpandInput, route: JsonObject): Authentication => {
  const wish = textOf(route['auth']);
  const address = sectionText(cluster, 'auth', 'forward');
  if (wish === 'forward' && address !== undefined) return { kind: wish, address };
  return { kind: wish === 'local' || wish === 'oidc' ? wish : 'none' };
};

/** True when some entry of the app's routes is guarded at the gateway: its own address then answers with a login page. */
export const isGuarded = (entries: readonly { authentication: Authentication }[]): boolean =>
  entries.some(({ authentication }) => authentication.kind === 'forward');
