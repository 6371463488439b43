import { isJsonObject } from '../../../model/json.ts';
import type { Contribution, Trait } from '../contribution.ts';
import { finding } from '../finding.ts';
import { clusterValue, definitionOf, isOn, mapOf, textOf } from '../written.ts';
import { ownCluster } from './database/own-cluster.ts';
import { sharedCluster } from './database/shared-cluster.ts';

/**
 * `database.postgres`, met by CloudNativePG: a cluster of the app's own, or a database and a role on the shared one. `env` is
 * merged into the workload where the cluster meets the need.
 */
export const database: Trait = (input) => {
  const { app, cluster } = input;
  const trait = mapOf(definitionOf(app)['database']);
  const written = trait['postgres'];
  if (!isOn(written)) return {};
  const section = clusterValue(cluster, 'databases', 'postgres');
  if (!isJsonObject(section) || app.names.database?.postgres === undefined) return notMet(input);
  const wanted = { ...section, ...mapOf(written) };
  const contribution =
    textOf(wanted['cluster']) === 'shared' ? sharedCluster(input, wanted) : ownCluster(input, wanted);
  return { ...contribution, env: { ...mapOf(trait['env']), ...mapOf(mapOf(written)['env']) } };
};

const notMet = ({ app }: Parameters<Trait>[0]): Contribution => ({
  diagnostics: [
    finding(app, {
      code: 'need-unmet',
      pointer: '/database/postgres',
      message: 'a PostgreSQL database is asked for, and the cluster does not say how one is made',
      hint: 'Add `databases: { postgres: { by: cloudnative-pg } }` to the cluster file, or remove the trait.',
    }),
  ],
});
