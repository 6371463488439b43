import type { Staged } from '../../../../model/diagnostic.ts';
import type { JsonObject } from '../../../../model/json.ts';
import type { KubernetesObject } from '../../../../model/kubernetes.ts';
import { finding } from '../../finding.ts';
import { metadataOf } from '../../made.ts';
import { clusterValue, textOf } from '../../written.ts';
import type { Publication, RouteEntry } from './entries.ts';
import { type ForwardTarget, forwardTarget, forwardUrl } from './forward.ts';

/** What keeps visitors out of one Ingress: annotations on it, and objects of the controller beside it. */
export interface Protection {
  annotations: Record<string, string>;
  objects: KubernetesObject[];
}

interface Wanted {
  name: string;
  namespace: string;
  /** Client networks that are let in; empty: all. */
  from: string[];
  forward?: { url: string; headers: string[] };
}

/** Traefik: Middlewares in the app's namespace, named by annotation (`<namespace>-<name>@kubernetescrd`). */
const traefik = ({ name, namespace, from, forward }: Wanted): Protection => {
  const middleware = (suffix: string, spec: JsonObject): KubernetesObject => ({
    apiVersion: 'traefik.io/v1alpha1',
    kind: 'Middleware',
    metadata: metadataOf(`${name}-${suffix}`, namespace),
    spec,
  });
  const objects = [
    ...(from.length === 0 ? [] : [middleware('clients', { ipAllowList: { sourceRange: from } })]),
    ...(forward === undefined
      ? []
      : [
          middleware('forward', {
            forwardAuth: {
              address: forward.url,
              trustForwardHeader: true,
              authResponseHeaders: forward.headers.filter((header) => header !== 'set-cookie'),
            },
          }),
        ]),
  ];
  const names = objects.map(({ metadata }) => `${namespace}-${metadata.name}@kubernetescrd`);
  return { annotations: { 'traefik.ingress.kubernetes.io/router.middlewares': names.join(',') }, objects };
};

/** ingress-nginx: client networks by annotation; its forward authentication needs a sign-in address that no cluster file says. */
const nginx = ({ from, forward }: Wanted): Protection | undefined =>
  forward === undefined
    ? { annotations: { 'nginx.ingress.kubernetes.io/whitelist-source-range': from.join(',') }, objects: [] }
    : undefined;

/** Ingress controllers that can keep visitors out, by IngressClass; `undefined` where one cannot do what is wanted. */
const controllers: Readonly<Record<string, (wanted: Wanted) => Protection | undefined>> = { traefik, nginx };

/** Protection of one Ingress; nothing when everybody is let in, an error when its class is not known to be able to. */
export const protection = (entry: RouteEntry, publication: Publication): Staged<Protection> => {
  const { app, authentication, pointer } = entry;
  const { name, from, entryPoints } = publication;
  const forward = forwardOf(entry);
  const none = { annotations: {}, objects: [] };
  if (authentication.kind !== 'forward' && from.length === 0) return { items: none, diagnostics: [] };
  const ingressClass = entryPoints[0]?.class ?? '';
  const wanted: Wanted = { name, namespace: app.namespace, from, ...(forward === undefined ? {} : { forward }) };
  const items = Object.hasOwn(controllers, ingressClass) ? controllers[ingressClass]!(wanted) : undefined;
  if (items !== undefined) return { items, diagnostics: [] };
  const problem = finding(app, {
    code: 'need-unmet',
    pointer,
    message: `ingress class ${ingressClass} is not known to keep visitors out as this route wants it`,
    hint: 'Class traefik can ask for authentication and keep client networks out, class nginx the second.',
  });
  return { items: none, diagnostics: [problem] };
};

const forwardOf = ({ cluster, authentication }: RouteEntry): Wanted['forward'] => {
  if (authentication.kind !== 'forward') return undefined;
  const by = textOf(clusterValue(cluster, 'auth', 'by'));
  const target: ForwardTarget | undefined = forwardTarget(authentication.address, by, 'proxy');
  return target === undefined
    ? { url: authentication.address, headers: [] }
    : { url: forwardUrl(authentication.address, target), headers: target.headers };
};
