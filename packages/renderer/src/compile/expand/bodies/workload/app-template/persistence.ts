import type { JsonObject, JsonValue } from '../../../../../model/json.ts';
import { mapOf, present } from '../../../written.ts';
import { compactEmpty } from '../merge.ts';
import type { ResolvedContainer, ResolvedController, ResolvedMount, ResolvedVolume } from '../resolved.ts';

const hasOnly = (map: JsonObject, keys: readonly string[]): boolean =>
  Object.keys(map).every((key) => keys.includes(key));

interface PersistenceType {
  /** Key of core/v1 Volume. */
  source: string;
  /** Fields of that source which the chart's item has; with any other the item is `custom`. */
  fields: readonly string[];
  item: (source: JsonObject) => Record<string, JsonValue | undefined>;
}

/** The chart's persistence types (its schema, `persistence`). An existing claim needs no type. */
const types: readonly PersistenceType[] = [
  { source: 'persistentVolumeClaim', fields: ['claimName'], item: ({ claimName }) => ({ existingClaim: claimName }) },
  { source: 'nfs', fields: ['server', 'path'], item: ({ server, path }) => ({ type: 'nfs', server, path }) },
  {
    source: 'emptyDir',
    fields: ['medium', 'sizeLimit'],
    item: ({ medium, sizeLimit }) => ({ type: 'emptyDir', medium, sizeLimit }),
  },
  {
    source: 'hostPath',
    fields: ['path', 'type'],
    item: ({ path, type }) => ({ type: 'hostPath', hostPath: path, hostPathType: type }),
  },
  {
    source: 'secret',
    fields: ['secretName', 'defaultMode', 'items'],
    item: ({ secretName, defaultMode, items }) => ({ type: 'secret', name: secretName, defaultMode, items }),
  },
  {
    source: 'configMap',
    fields: ['name', 'defaultMode', 'items'],
    item: ({ name, defaultMode, items }) => ({ type: 'configMap', name, defaultMode, items }),
  },
];

const itemOf = (volume: ResolvedVolume): JsonObject => {
  for (const { source, fields, item } of types) {
    const written = volume.source[source];
    if (written !== undefined && hasOnly(mapOf(written), fields)) return present(item(mapOf(written)));
  }
  return { type: 'custom', volumeSpec: volume.source };
};

const mountValue = (mount: ResolvedMount): JsonObject =>
  present({ path: mount.path, subPath: mount.subPath, readOnly: mount.readOnly });

const mountsIn = (container: ResolvedContainer, volume: string): JsonObject[] =>
  container.mounts.filter((mount) => mount.volume === volume).map(mountValue);

/**
 * `persistence` of the values. A volume that every container of every controller mounts alike (init containers too, as the
 * chart does) has `globalMounts`, any other `advancedMounts` by controller and container. One that nobody mounts is left out:
 * the chart would mount it at a place of its own choice.
 */
export const persistenceValues = (
  volumes: readonly ResolvedVolume[],
  controllers: readonly ResolvedController[],
): JsonObject => {
  const containers = controllers.flatMap(({ init, containers }) => [...init, ...containers]);
  return Object.fromEntries(
    volumes.flatMap((volume): [string, JsonObject][] => {
      const mounts = containers.map((container) => mountsIn(container, volume.name));
      if (mounts.every((each) => each.length === 0)) return [];
      const [first] = mounts;
      const alike = mounts.every((each) => JSON.stringify(each) === JSON.stringify(first));
      const where: JsonObject = alike
        ? { globalMounts: first! }
        : { advancedMounts: advancedMounts(volume.name, controllers) };
      return [[volume.name, { ...itemOf(volume), ...where }]];
    }),
  );
};

const advancedMounts = (volume: string, controllers: readonly ResolvedController[]): JsonObject =>
  compactEmpty(
    Object.fromEntries(
      controllers.map(({ id, init, containers }) => [
        id,
        compactEmpty(
          Object.fromEntries(
            [...init, ...containers].map((container) => [container.name, mountsIn(container, volume)]),
          ),
        ),
      ]),
    ),
  );
