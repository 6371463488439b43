/** `routing`: how a route is met here. */
import { entry, listOf, mapOf, may, must, named, object, off, shapes, text, word } from '../build.ts';
import { address, addressRange, cidr, domain, label, namespacedName, objectName, pattern } from '../leaves.ts';

const entryPointName = label('an entry point', 'internal');
const email = text('^[^\\s@]+@[^\\s@]+$', 'an e-mail address such as admin@example.com');

export const entryPoint = named(
  'EntryPoint',
  object({
    host: must(
      pattern('<% host %>.example.com'),
      'Pattern around the label a route says',
      '<% host %>.${SECRET_DOMAIN}',
    ),
    gateway: may(
      namespacedName('a Gateway', 'network/internal'),
      'Gateway that routes attach to (kind gateway)',
      'network/internal',
    ),
    section: may(label('a listener', 'https'), "The Gateway's listener (kind gateway)", 'https'),
    class: may(objectName('an IngressClass', 'traefik'), 'IngressClass (kind ingress)', 'traefik'),
    entryPoints: may(
      listOf(text('^\\S+$', 'an entry point of Traefik such as websecure'), { minItems: 1 }),
      "Traefik's own entry points (kind traefik)",
      ['websecure'],
    ),
    address: may(address, 'Address it answers on, read as `<% cluster.addresses.<name> %>`', '10.0.0.21'),
    from: may(listOf(cidr, { minItems: 1 }), 'Client networks that are let in; default: all', ['10.0.0.0/24']),
  }),
);

const tls = named(
  'Tls',
  object({
    issuer: may(
      objectName('an issuer', 'letsencrypt'),
      'ClusterIssuer that signs the certificate of each host; with `wildcard` nothing asks it',
      'letsencrypt',
    ),
    server: may(word('production', 'staging'), "Which of the authority's servers", 'production'),
    challenge: may(label('a DNS provider', 'cloudflare'), 'Who answers the DNS challenge', 'cloudflare'),
    wildcard: may(
      namespacedName('a Secret', 'network/wildcard-tls'),
      'The one certificate every route uses; absent: one a host',
      'network/wildcard-tls',
    ),
    email: may(email, 'Where the authority writes to, read as `<% cluster.tls.email %>`', 'admin@example.com'),
  }),
);

const dns = named(
  'Dns',
  object({
    by: must(word('external-dns', 'blocky', 'adguard-home', 'manual'), 'Who makes the names', 'external-dns'),
    provider: may(label('a DNS provider', 'cloudflare'), 'Where external-dns writes', 'cloudflare'),
    zone: may(domain, 'Zone that the names are in', 'example.com'),
    proxied: may(listOf(entryPointName), "Entry points behind the provider's proxy", ['external']),
  }),
);

const pool = shapes('a range such as 10.0.0.16/28, or a list of them', {
  string: addressRange,
  array: listOf(addressRange, { minItems: 1 }),
});

export const routing = named(
  'Routing',
  object({
    kind: must(
      word('gateway', 'ingress', 'traefik'),
      'What a route becomes: HTTPRoute, Ingress or IngressRoute',
      'gateway',
    ),
    default: may(entryPointName, 'Entry point of a route that names none', 'internal'),
    entryPoints: may(
      mapOf(
        entryPointName,
        shapes('an entry point such as { host: … }, the name of another, or false', {
          boolean: off('an entry point such as { host: … }, the name of another, or false'),
          string: entryPointName,
          object: entryPoint,
        }),
      ),
      'Where requests come in, by the name `exposure` says; a word is an alias of another',
      { internal: { host: '<% host %>.${SECRET_DOMAIN}', gateway: 'network/internal' }, external: 'internal' },
    ),
    addresses: may(
      entry(
        'false or { by: cilium }',
        object({
          by: must(word('cilium', 'metallb', 'servicelb'), 'Who gives addresses to LoadBalancer services', 'cilium'),
          pools: may(mapOf(label('a pool', 'default'), pool), 'Address pools, read as `<% cluster.pools.<name> %>`', {
            default: '10.0.0.16/28',
          }),
        }),
      ),
      'Addresses of LoadBalancer services',
      { by: 'cilium' },
    ),
    tls: may(entry('false or { issuer: letsencrypt }', tls), 'Certificates; false: plain HTTP', {
      issuer: 'letsencrypt',
      challenge: 'cloudflare',
    }),
    dns: may(entry('false or { by: external-dns }', dns), 'Names of the routes; false: nobody makes them', {
      by: 'external-dns',
      provider: 'cloudflare',
    }),
  }),
);
