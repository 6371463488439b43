/** What Kubernetes takes where a definition passes fields through: cut out of `schemas/kubernetes`, as one small table. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mapValues, type Schema, schemaOf } from './schema.ts';

const kinds = join(import.meta.dirname, '../../../../schemas/kubernetes');

const read = async (path: string): Promise<Schema> => JSON.parse(await readFile(join(kinds, path), 'utf8')) as Schema;

const specOf = (kind: Schema): Schema => schemaOf(schemaOf(kind['properties'])['spec']);

/** A controller's spec. The pods inside are those of PodSpec, the jobs inside a CronJob those of JobSpec: each is said once. */
const controllerSpec = (kind: Schema): Schema => {
  const spec = specOf(kind);
  return {
    ...spec,
    properties: mapValues(spec['properties'], (schema, key) => {
      const inside = { template: 'PodSpec', jobTemplate: 'JobSpec' }[key];
      if (inside === undefined) return schema;
      const reference = { $ref: `#/definitions/${inside}` };
      return { ...schema, properties: { ...schemaOf(schema['properties']), spec: reference } };
    }),
  };
};

/** Definitions of core/v1, apps/v1 and batch/v1 by name, those of passed-through fields among them. */
export const fieldDefinitions = async (): Promise<Schema> => {
  const pod = await read('v1/pod_v1.json');
  const controllers = {
    DeploymentSpec: await read('apps/deployment_v1.json'),
    StatefulSetSpec: await read('apps/statefulset_v1.json'),
    DaemonSetSpec: await read('apps/daemonset_v1.json'),
    CronJobSpec: await read('batch/cronjob_v1.json'),
    JobSpec: await read('batch/job_v1.json'),
  };
  const spec = specOf(pod);
  const shared = Object.assign({}, ...[pod, ...Object.values(controllers)].map((kind) => kind['definitions']));
  const { Containers, ...others } = shared as Record<string, Schema>;
  if (Containers === undefined) throw new Error('schemas/kubernetes/v1/pod_v1.json has no definition Containers');
  return {
    ...others,
    Containers,
    Container: schemaOf(Containers['items']),
    PodSpec: spec,
    Volume: schemaOf(schemaOf(schemaOf(spec['properties'])['volumes'])['items']),
    ServiceSpec: specOf(await read('v1/service_v1.json')),
    ...mapValues(controllers, controllerSpec),
  };
};
