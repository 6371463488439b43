import type { MergedCluster } from '../../../model/cluster.ts';
import type { CompiledNamespace } from '../../../model/compiled.ts';
import type { Diagnostic, Staged } from '../../../model/diagnostic.ts';
import type { Namespace } from '../../../model/generated/kubernetes.ts';
import { byCodeUnit } from '../../../model/json.ts';
import { type KubernetesObject, wellKnown } from '../../../model/kubernetes.ts';
import type { OrderedTree, TreeFile } from '../../../model/linked.ts';
import { generated, kustomizationFile } from './documents.ts';
import { membersByNamespace, podSecurityOf } from './pod-security.ts';
import type { FluxSettings } from './settings.ts';

/**
 * `apps/kustomization.yaml`, and an area's namespaces and list of apps. A namespace that nothing running stands in is not rendered:
 * the catalogue is shared and declares more than one cluster uses.
 */
export const areaFiles = (tree: OrderedTree, settings: FluxSettings, cluster: MergedCluster): Staged<TreeFile[]> => {
  const diagnostics: Diagnostic[] = [];
  const apps = `${settings.output}/apps`;
  const members = membersByNamespace(tree);
  const rendered = tree.namespaces.filter(
    ({ external, name }) => !external && members.get(name)?.some(({ object }) => object !== undefined),
  );
  const areas = areasOf(tree, rendered);
  const files = [...areas].flatMap(([area, { sources, folders }]) => {
    const namespaces = rendered
      .filter((namespace) => namespace.area === area)
      .sort((left, right) => byCodeUnit(left.name, right.name));
    const source = [...sources].sort(byCodeUnit)[0]!;
    const documents = namespaces.map((namespace) => {
      const level = podSecurityOf(namespace, members.get(namespace.name) ?? [], cluster);
      diagnostics.push(...level.diagnostics);
      return { ...generated(namespaceObject(namespace, level.items), namespace.file), pointer: namespace.pointer };
    });
    const resources = [
      ...(namespaces.length === 0 ? [] : ['namespace.yaml']),
      ...[...folders].sort(byCodeUnit).map((folder) => `${folder}/ks.yaml`),
    ];
    return [
      kustomizationFile(`${apps}/${area}`, resources, source),
      ...(namespaces.length === 0 ? [] : [{ path: `${apps}/${area}/namespace.yaml`, source, documents }]),
    ];
  });
  return { items: [kustomizationFile(apps, [...areas.keys()], cluster.file), ...files], diagnostics };
};

const namespaceObject = ({ name, labels }: CompiledNamespace, level: string | undefined): KubernetesObject => {
  const all = { ...labels, ...(level === undefined ? {} : { [wellKnown.podSecurity]: level }) };
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      annotations: { [wellKnown.prune]: 'disabled' },
      ...(Object.keys(all).length === 0 ? {} : { labels: all }),
    },
  } satisfies Namespace;
};

const categoryFile = (file: string): string => `${file.split('/').slice(0, -2).join('/')}/category.yaml`;

/** Areas in order, with the category files that fill them and the app folders in them. */
const areasOf = (
  tree: OrderedTree,
  namespaces: readonly CompiledNamespace[],
): ReadonlyMap<string, { sources: Set<string>; folders: Set<string> }> => {
  const areas = new Map<string, { sources: Set<string>; folders: Set<string> }>();
  const area = (name: string) => {
    const known = areas.get(name) ?? { sources: new Set<string>(), folders: new Set<string>() };
    areas.set(name, known);
    return known;
  };
  for (const { app } of tree.parts) {
    if (app.section) continue;
    area(app.area).folders.add(app.name);
    area(app.area).sources.add(categoryFile(app.file));
  }
  for (const namespace of namespaces) area(namespace.area).sources.add(namespace.file);
  return new Map([...areas].sort(([left], [right]) => byCodeUnit(left, right)));
};
