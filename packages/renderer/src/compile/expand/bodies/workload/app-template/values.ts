import { type JsonObject, pointerOf } from '../../../../../model/json.ts';
import { mapOf } from '../../../written.ts';
import type { PostRenderPatch } from '../../post-render.ts';
import { compactEmpty } from '../merge.ts';
import type { ResolvedController, ResolvedService, ResolvedWorkload } from '../resolved.ts';
import { envKey } from './container-values.ts';
import { controllerValues, podValues, sharedOptions } from './controller-values.ts';
import { escapeValue } from './escape.ts';
import { persistenceValues } from './persistence.ts';
import { serviceValues } from './service-values.ts';

interface AppTemplateValues {
  values: JsonObject;
  patches: PostRenderPatch[];
  /** Pointers into the values of what `optional: true` may drop. */
  optional: { pointer: string; requires: string }[];
}

/** The chart makes an account named after the release; beside one of ours it would be a second, or the same twice. */
const globalValues = (workload: ResolvedWorkload, controllers: readonly ResolvedController[]): JsonObject => {
  const named = controllers.some(({ pod }) => typeof pod['serviceAccountName'] === 'string');
  return compactEmpty({
    createDefaultServiceAccount: named ? false : undefined,
    labels: escapeValue(workload.labels),
  });
};

const optionalOf = (controllers: readonly ResolvedController[]): AppTemplateValues['optional'] =>
  controllers
    .flatMap((controller) =>
      (['initContainers', 'containers'] as const).flatMap((group) =>
        controller[group === 'containers' ? 'containers' : 'init'].flatMap((container) =>
          container.optional.map(({ from, index, requires }) => ({
            pointer: pointerOf([
              'controllers',
              controller.id,
              group,
              container.name,
              from,
              from === 'env' ? envKey(container, index) : String(index),
            ]),
            requires,
          })),
        ),
      ),
    )
    .reverse();

/** Values of app-template (chart 5) for these controllers and services of the workload, and what only a post-renderer can add. */
export const appTemplateValues = (
  workload: ResolvedWorkload,
  controllers: readonly ResolvedController[],
  services: readonly ResolvedService[],
): AppTemplateValues => {
  const options = controllers.map((controller) => podValues(controller).options);
  const shared = sharedOptions(options);
  const made = controllers.map((controller, index) => {
    const own = Object.fromEntries(
      Object.entries(mapOf(options[index])).filter(([key]) => !Object.hasOwn(shared, key)),
    );
    return { id: controller.id, ...controllerValues(controller, own, workload.app, controllers.length > 1) };
  });
  const served = services.map((service) => ({
    id: service.id,
    ...serviceValues(service, workload.app, services.length > 1),
  }));
  return {
    values: compactEmpty({
      global: globalValues(workload, controllers),
      controllers: Object.fromEntries(made.map(({ id, values }) => [id, values])),
      defaultPodOptions: shared,
      service: Object.fromEntries(served.map(({ id, values }) => [id, values])),
      persistence: persistenceValues(workload.volumes, controllers),
    }),
    patches: [...made, ...served].flatMap(({ patches }) => patches),
    optional: optionalOf(controllers),
  };
};
