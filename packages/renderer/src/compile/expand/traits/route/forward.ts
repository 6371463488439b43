/** The service that is asked on each request, taken apart. */
export interface ForwardTarget {
  /** Of an address inside the cluster, `http://<service>.<namespace>.svc`. */
  service?: { name: string; namespace: string };
  port: number;
  path: string;
  headers: string[];
}

interface Provider {
  path: { envoy: string; proxy: string };
  headers: string[];
}

/**
 * Where the two people-knowers of home platforms answer, and what they tell the app about the visitor (authentik: "Forward
 * auth", Envoy and Traefik; Authelia: "Proxy authorization", ext_authz and forward-auth). `auth.by` of the cluster names one; an
 * address with a path of its own needs none.
 */
const providers: Readonly<Record<string, Provider>> = {
  authentik: {
    path: { envoy: '/outpost.goauthentik.io/auth/envoy', proxy: '/outpost.goauthentik.io/auth/traefik' },
    headers: [
      'set-cookie',
      'x-authentik-username',
      'x-authentik-groups',
      'x-authentik-entitlements',
      'x-authentik-email',
      'x-authentik-name',
      'x-authentik-uid',
    ],
  },
  authelia: {
    path: { envoy: '/api/authz/ext-authz/', proxy: '/api/authz/forward-auth' },
    headers: ['set-cookie', 'remote-user', 'remote-groups', 'remote-email', 'remote-name'],
  },
};
const unnamed: Provider = { path: { envoy: '', proxy: '' }, headers: ['set-cookie'] };

const schemePorts: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

/** Reads `auth.forward` for a gateway (`envoy`, ext_authz) or an ingress controller (`proxy`, forward auth); `undefined` for no address. */
export const forwardTarget = (
  address: string,
  by: string | undefined,
  asked: 'envoy' | 'proxy',
): ForwardTarget | undefined => {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  const provider = by !== undefined && Object.hasOwn(providers, by) ? providers[by]! : unnamed;
  const inside = /^([a-z0-9-]+)\.([a-z0-9-]+)\.svc(?:\.cluster\.local)?$/u.exec(url.hostname);
  return {
    ...(inside === null ? {} : { service: { name: inside[1]!, namespace: inside[2]! } }),
    port: url.port === '' ? (schemePorts[url.protocol] ?? 80) : Number(url.port),
    path: url.pathname === '/' ? provider.path[asked] : url.pathname,
    headers: provider.headers,
  };
};

/** The address an ingress controller calls: the written one, with the provider's path where it says none. */
export const forwardUrl = (address: string, target: ForwardTarget): string =>
  `${address.replace(/^([a-z]+:\/\/[^/]+).*$/u, '$1')}${target.path}`;
