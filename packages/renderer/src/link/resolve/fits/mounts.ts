import type { Diagnostic } from '../../../model/diagnostic.ts';
import { isJsonObject, type JsonValue } from '../../../model/json.ts';
import { asJson, objectName } from '../../../model/kubernetes.ts';
import { didYouMean } from '../../../model/nearest.ts';
import { valuesAt } from '../fields.ts';
import { finding } from '../finding.ts';
import type { PodSet } from './pods.ts';
import type { Rule } from './view.ts';

/** Every mount has its volume, every volume its mount, and no path is mounted over twice. */
export const mounts: Rule = {
  name: 'mounts and volumes belong together',
  find: (view) => [
    ...[...view.pods.values()]
      .flat()
      .flatMap((set) => (set.isChart ? [] : [...unknownVolumes(set), ...unmounted(set)])),
    ...view.pods.flatMap(mountedTwice),
  ],
};

interface Mount {
  name: string;
  path: string;
  pointer: string;
}

const mountsOf = (value: JsonValue | undefined, pointer: string): Mount[] =>
  (Array.isArray(value) ? value : []).flatMap((mount, index) =>
    isJsonObject(mount) && typeof mount['name'] === 'string'
      ? [
          {
            name: mount['name'],
            path: String(mount['mountPath'] ?? mount['devicePath'] ?? ''),
            pointer: `${pointer}/${index}`,
          },
        ]
      : [],
  );

const containersOf = ({ view }: PodSet): { name: string; mounts: Mount[] }[] =>
  view.containers.map(({ value, pointer }) => ({
    name: String(value['name']),
    mounts: [
      ...mountsOf(value['volumeMounts'], `${pointer}/volumeMounts`),
      ...mountsOf(value['volumeDevices'], `${pointer}/volumeDevices`),
    ],
  }));

const volumeNames = ({ view, compiled }: PodSet): string[] => [
  ...view.volumes.map(({ value }) => String(value['name'])),
  ...valuesAt(asJson(compiled.object), '/spec/volumeClaimTemplates/*/metadata/name').map(({ value }) => String(value)),
];

const unknownVolumes = (set: PodSet): Diagnostic[] => {
  const names = volumeNames(set);
  return containersOf(set).flatMap((container) =>
    container.mounts
      .filter(({ name }) => !names.includes(name))
      .map(({ name, pointer }) =>
        finding(
          { ...set, pointer: `${pointer}/name`, mention: name },
          {
            code: 'mount-mismatch',
            message: `container ${container.name} of ${objectName(set.compiled.object)} mounts volume ${name}, which its pod does not have`,
            hint: didYouMean(name, names) ?? 'Add the volume to the pod, or drop the mount.',
          },
          [{ message: 'volumes of the pod', end: { ...set, pointer: `${set.view.pointer}/volumes` } }],
        ),
      ),
  );
};

const unmounted = (set: PodSet): Diagnostic[] => {
  if (set.view.containers.length === 0) return [];
  const mounted = new Set(containersOf(set).flatMap((container) => container.mounts.map(({ name }) => name)));
  return set.view.volumes.flatMap(({ value, pointer }) => {
    const name = String(value['name']);
    if (mounted.has(name)) return [];
    return [
      finding(
        { ...set, pointer: `${pointer}/name`, mention: name },
        {
          code: 'mount-mismatch',
          severity: 'warning',
          message: `volume ${name} of ${objectName(set.compiled.object)} is mounted by no container`,
          hint: 'Mount it, or remove the volume.',
        },
      ),
    ];
  });
};

const mountedTwice = (set: PodSet): Diagnostic[] =>
  containersOf(set).flatMap((container) =>
    container.mounts.flatMap((mount, index) => {
      const earlier = container.mounts.slice(0, index).find(({ path }) => path !== '' && path === mount.path);
      if (earlier === undefined) return [];
      return [
        finding(
          { ...set, pointer: `${mount.pointer}/mountPath`, mention: mount.path },
          {
            code: 'mount-mismatch',
            message: `container ${container.name} of ${objectName(set.compiled.object)} mounts two volumes at ${mount.path}: ${earlier.name} and ${mount.name}`,
            hint: 'Give one of them another path.',
          },
          [
            {
              message: 'the first of them',
              end: { ...set, pointer: `${earlier.pointer}/mountPath`, mention: mount.path },
            },
          ],
        ),
      ];
    }),
  );
