/**
 * Endpoints of the issuers a cluster may name in `auth.by`. `base` is the issuer's scheme and host, `issuer` the whole URL
 * without its closing slash. From the providers' own documentation of their OAuth 2.0 endpoints.
 */
const endpoints: Readonly<Record<string, (base: string, issuer: string) => Record<string, string>>> = {
  authentik: (base) => ({
    authorizeUrl: `${base}/application/o/authorize/`,
    tokenUrl: `${base}/application/o/token/`,
    userinfoUrl: `${base}/application/o/userinfo/`,
  }),
  authelia: (base) => ({
    authorizeUrl: `${base}/api/oidc/authorization`,
    tokenUrl: `${base}/api/oidc/token`,
    userinfoUrl: `${base}/api/oidc/userinfo`,
  }),
  keycloak: (_base, issuer) => ({
    authorizeUrl: `${issuer}/protocol/openid-connect/auth`,
    tokenUrl: `${issuer}/protocol/openid-connect/token`,
    userinfoUrl: `${issuer}/protocol/openid-connect/userinfo`,
  }),
  'pocket-id': (base) => ({
    authorizeUrl: `${base}/authorize`,
    tokenUrl: `${base}/api/oidc/token`,
    userinfoUrl: `${base}/api/oidc/userinfo`,
  }),
};

/**
 * `auth.oidc.*` for an issuer URL. The discovery document is at the place that OpenID Connect Discovery 1.0, section 4, names;
 * the three endpoints are there for providers of the table only.
 */
export const oidcNames = (app: string, issuer: string, by: string | undefined): Record<string, string> => {
  const withoutSlash = issuer.replace(/\/$/u, '');
  const base = /^[a-z][a-z0-9+.-]*:\/\/[^/]+/u.exec(issuer)?.[0] ?? withoutSlash;
  const known = by !== undefined && Object.hasOwn(endpoints, by) ? endpoints[by] : undefined;
  return {
    issuer,
    discovery: `${withoutSlash}/.well-known/openid-configuration`,
    ...known?.(base, withoutSlash),
    secret: `${app}-oidc`,
  };
};
