import type { Diagnostic } from '../../../../model/diagnostic.ts';
import type { EvaluatedApp } from '../../../../model/names.ts';
import { didYouMean } from '../../../../model/nearest.ts';
import type { VolumeMount, WorkloadVolume } from '../../contribution.ts';
import { finding } from '../../finding.ts';
import type { ResolvedContainer, ResolvedController, ResolvedMount, ResolvedVolume } from './resolved.ts';
import { unknownName } from './unknown-name.ts';

interface Place {
  controller: ResolvedController;
  container: ResolvedContainer;
  init: boolean;
}

const placesOf = (controllers: readonly ResolvedController[]): Place[] =>
  controllers.flatMap((controller) => [
    ...controller.init.map((container) => ({ controller, container, init: true })),
    ...controller.containers.map((container) => ({ controller, container, init: false })),
  ]);

const placeName = ({ controller, container }: Place): string => `${controller.id}.${container.name}`;

/** The containers that `mount.in` means; absent: every container, init containers only when named. */
const targets = (mount: VolumeMount, places: readonly Place[]): { places: Place[]; unknown: string[] } => {
  if (mount.in === undefined) return { places: places.filter(({ init }) => !init), unknown: [] };
  const found = mount.in.map((written) => ({
    written,
    places: places.filter((place) => placeName(place) === written || place.container.name === written),
  }));
  return {
    places: found.flatMap((each) => each.places),
    unknown: found.filter((each) => each.places.length === 0).map((each) => each.written),
  };
};

const resolvedMount = (volume: string, mount: VolumeMount): ResolvedMount => ({
  volume,
  path: mount.path,
  ...(mount.subPath === undefined ? {} : { subPath: mount.subPath }),
  ...(mount.readOnly === true ? { readOnly: true } : {}),
});

/**
 * Mounts the volumes the storage trait gives into the containers (filling their `mounts`), and returns the pod's volumes. A
 * container that is not there, and one path mounted twice, are errors.
 */
export const mountVolumes = (
  app: EvaluatedApp,
  controllers: readonly ResolvedController[],
  volumes: readonly WorkloadVolume[],
): { volumes: ResolvedVolume[]; diagnostics: Diagnostic[] } => {
  const places = placesOf(controllers);
  const diagnostics: Diagnostic[] = [];
  for (const volume of volumes) {
    for (const mount of volume.mounts) {
      const found = targets(mount, places);
      for (const name of found.unknown) {
        const message = `found in: [${name}], expected controller.container of ${app.name}`;
        diagnostics.push(unknownName(app, volume.pointer, message, didYouMean(name, places.map(placeName))));
      }
      for (const place of found.places) {
        const taken = place.container.mounts.find(({ path }) => path === mount.path);
        if (taken === undefined) place.container.mounts.push(resolvedMount(volume.name, mount));
        else {
          const message = `found ${mount.path} of ${placeName(place)} mounted twice: from storage ${taken.volume} and from ${volume.name}`;
          diagnostics.push(
            finding(app, {
              code: 'name-twice',
              pointer: volume.pointer,
              message,
              hint: 'Mount one of them elsewhere.',
            }),
          );
        }
      }
    }
  }
  return { volumes: volumes.map(({ name, source }) => ({ name, source })), diagnostics };
};

const hasReadOnlyRoot = ({ spec }: ResolvedContainer): boolean => {
  const context = spec['securityContext'];
  return typeof context === 'object' && context !== null && !Array.isArray(context)
    ? context['readOnlyRootFilesystem'] === true
    : false;
};

/**
 * Built in: under a read-only root a container gets `/tmp` as an emptyDir, init containers too, unless something is mounted
 * there already. Returns the volume, or `undefined` when nobody needs it.
 */
export const mountTemporary = (
  controllers: readonly ResolvedController[],
  volumes: readonly ResolvedVolume[],
): ResolvedVolume | undefined => {
  const name = volumes.some((volume) => volume.name === 'tmp') ? 'root-tmp' : 'tmp';
  const needy = placesOf(controllers).filter(
    ({ container }) => hasReadOnlyRoot(container) && !container.mounts.some(({ path }) => path === '/tmp'),
  );
  for (const { container } of needy) container.mounts.push({ volume: name, path: '/tmp' });
  return needy.length === 0 ? undefined : { name, source: { emptyDir: {} } };
};

/** A ReadWriteOnce claim is mounted by one of the controller's containers. */
export const mountsExclusive = (controller: ResolvedController, volumes: readonly WorkloadVolume[]): boolean => {
  const exclusive = new Set(volumes.filter((volume) => volume.exclusive === true).map(({ name }) => name));
  return [...controller.init, ...controller.containers].some(({ mounts }) =>
    mounts.some(({ volume }) => exclusive.has(volume)),
  );
};
