import type { Deployment, Service } from '../../../model/generated/kubernetes.ts';
import type { Contribution, ExpandInput, Trait } from '../contribution.ts';
import { mergeContributions } from '../contributions.ts';
import { finding } from '../finding.ts';
import { made, metadataOf } from '../made.ts';
import { clusterMap, clusterValue, definitionOf, isOn, mapOf, present, textOf } from '../written.ts';

/** Command-line tools of the two servers, which are the same but for their names. */
const engines = { valkey: 'valkey-cli', redis: 'redis-cli' } as const;
type Engine = keyof typeof engines;
const names = Object.keys(engines) as Engine[];

/** uid and gid that own nothing in either image: the server needs no file. */
const user = 999;
const defaultMemory = '128Mi';

/**
 * `cache.valkey`, `cache.redis`: a server of the app's own that keeps nothing on disk, as a Deployment and a Service. A cache is
 * lost when its pod restarts; what must be kept belongs into `storage` or a database. With `cluster: shared` nothing is made: an
 * app of its own serves all.
 */
export const cache: Trait = (input) => {
  const written = mapOf(definitionOf(input.app)['cache']);
  return mergeContributions(names.filter((engine) => isOn(written[engine])).map((engine) => server(input, engine)));
};

const server = (input: ExpandInput, engine: Engine): Contribution => {
  const { app, cluster } = input;
  const pointer = `/cache/${engine}`;
  const address = app.names.cache?.[engine];
  const trait = mapOf(definitionOf(app)['cache']);
  const wanted = { ...clusterMap(cluster, 'databases', engine), ...mapOf(trait[engine]) };
  const env = { ...mapOf(trait['env']), ...mapOf(wanted['env']) };
  if (wanted['cluster'] === 'shared') return { env };
  const image = textOf(wanted['image']) ?? textOf(clusterValue(cluster, 'images', engine));
  if (address === undefined || image === undefined) return notMet(input, engine, pointer);
  const parts = {
    name: address.host.split('.')[0]!,
    namespace: app.namespace,
    instance: app.name,
    engine,
    image,
    port: address.port,
    memory: textOf(wanted['memory']) ?? defaultMemory,
  };
  return {
    objects: [made(app, pointer, deployment(parts)), made(app, pointer, service(parts))],
    env,
  };
};

interface Server {
  name: string;
  namespace: string;
  instance: string;
  engine: Engine;
  image: string;
  port: number;
  memory: string;
}

/** `Recreate`: two servers behind one Service would answer with two different caches. */
const deployment = (parts: Server): Deployment => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: metadataOf(parts.name, parts.namespace, { labels: labelsOf(parts) }),
  spec: {
    strategy: { type: 'Recreate' },
    selector: { matchLabels: labelsOf(parts) },
    template: {
      metadata: { labels: labelsOf(parts) },
      spec: {
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        securityContext: {
          runAsGroup: user,
          runAsNonRoot: true,
          runAsUser: user,
          seccompProfile: { type: 'RuntimeDefault' },
        },
        containers: [
          {
            name: parts.engine,
            image: parts.image,
            args: [`${parts.engine}-server`, '--port', String(parts.port), '--save', '', '--appendonly', 'no'],
            ports: [{ name: parts.engine, containerPort: parts.port }],
            livenessProbe: ping(parts),
            readinessProbe: ping(parts),
            resources: present({ requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: parts.memory } }),
            securityContext: {
              allowPrivilegeEscalation: false,
              capabilities: { drop: ['ALL'] },
              readOnlyRootFilesystem: true,
            },
          },
        ],
      },
    },
  },
});

const ping = ({ engine, port }: Server) => ({ exec: { command: [engines[engine], '-p', String(port), 'ping'] } });

const service = (parts: Server): Service => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: metadataOf(parts.name, parts.namespace, { labels: labelsOf(parts) }),
  spec: {
    selector: labelsOf(parts),
    ports: [{ name: parts.engine, port: parts.port, targetPort: parts.engine }],
  },
});

/** Its own `name`, so that no Service or monitor of the app selects it. */
const labelsOf = ({ name, instance }: Server) => ({
  'app.kubernetes.io/name': name,
  'app.kubernetes.io/instance': instance,
});

const notMet = ({ app }: ExpandInput, engine: Engine, pointer: string): Contribution => ({
  diagnostics: [
    finding(app, {
      code: 'need-unmet',
      pointer,
      message: `a ${engine} cache is asked for, and the cluster does not say which image serves it`,
      hint: `Add \`images: { ${engine}: … }\` to the cluster file, or remove the trait.`,
    }),
  ],
});
