import type { MergedCluster } from '../../model/cluster.ts';
import type { Diagnostic, Origin } from '../../model/diagnostic.ts';
import { pointerOf } from '../../model/json.ts';
import { originAt } from '../../model/layer.ts';

const originOf = (cluster: MergedCluster, pointer: string): Origin => {
  const written = originAt(cluster.origins, pointer);
  return written?.file === undefined
    ? { file: cluster.file, pointer }
    : { file: written.file, pointer: written.pointer };
};

/** Kinds let through are said, entries of `unchecked:` that let nothing through too. `passed` counts objects by entry. */
export const uncheckedFindings = (cluster: MergedCluster, passed: ReadonlyMap<string, number>): Diagnostic[] =>
  Object.entries(cluster.definition.unchecked ?? {}).map(([key, reason]): Diagnostic => {
    const count = passed.get(key) ?? 0;
    const pointer = pointerOf(['unchecked', key]);
    if (count === 0)
      return {
        code: 'unused-unchecked',
        severity: 'warning',
        message: `unchecked entry ${key} lets nothing through: no object of that kind is rendered, or it has a schema`,
        hint: 'Remove the line.',
        origin: originOf(cluster, pointer),
      };
    return {
      code: 'unchecked-kind',
      severity: 'note',
      message: `${count} ${count === 1 ? 'object' : 'objects'} of ${key} went unchecked: ${reason}`,
      hint: 'A schema added with `keelson schemas add` would have them checked.',
      origin: originOf(cluster, pointer),
    };
  });

/** The schemas stand for one minor version of Kubernetes; another one on the cluster is said. */
export const versionFindings = (cluster: MergedCluster, schemas: string): Diagnostic[] => {
  const written = cluster.definition.kubernetes;
  const minor = (version: string): string => version.replace(/^v/, '').split('.').slice(0, 2).join('.');
  if (written === undefined || schemas === '' || minor(written) === minor(schemas)) return [];
  return [
    {
      code: 'kubernetes-differs',
      severity: 'warning',
      message: `the cluster runs Kubernetes ${written}, the schemas are of ${schemas}`,
      hint: 'What was added or removed between the two is not noticed.',
      origin: originOf(cluster, '/kubernetes'),
    },
  ];
};
