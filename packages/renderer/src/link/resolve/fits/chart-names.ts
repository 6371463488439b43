import type { Diagnostic } from '../../../model/diagnostic.ts';
import { childPointer, isJsonObject, valueAt } from '../../../model/json.ts';
import { asJson, objectName } from '../../../model/kubernetes.ts';
import { didYouMean } from '../../../model/nearest.ts';
import { isAppTemplateRelease } from '../../../model/pod-specs.ts';
import { valuesAt } from '../fields.ts';
import { finding } from '../finding.ts';
import type { Rule } from './view.ts';

/** Controllers and containers that app-template's `service` and `persistence` name. */
export const chartNames: Rule = {
  name: "names in app-template's values",
  find: (view) =>
    view.objects.flatMap(({ app, compiled }) => {
      if (!isAppTemplateRelease(compiled.object)) return [];
      const object = asJson(compiled.object);
      const controllers = Object.entries(valueAt(object, '/spec/values/controllers') ?? {});
      const known = controllers.map(([name]) => name);
      const unknown = (kind: string, name: string, among: string[], pointer: string, by: string): Diagnostic =>
        finding(
          { app, compiled, pointer, mention: name },
          {
            code: kind === 'container' || by.startsWith('persistence') ? 'mount-mismatch' : 'selector-mismatch',
            message: `${by} of ${objectName(compiled.object)} names ${kind} ${name}, which the values do not have`,
            hint: didYouMean(name, among) ?? `Name a ${kind} of the values.`,
          },
          [{ message: 'controllers are written here', end: { app, compiled, pointer: '/spec/values/controllers' } }],
        );
      return [
        ...valuesAt(object, '/spec/values/service/*/controller').flatMap(({ value, pointer }) =>
          typeof value !== 'string' || known.includes(value)
            ? []
            : [unknown('controller', value, known, pointer, `service ${pointer.split('/').at(-2)}`)],
        ),
        ...valuesAt(object, '/spec/values/persistence/*/advancedMounts').flatMap(({ value, pointer }) =>
          Object.entries(isJsonObject(value) ? value : {}).flatMap(([controller, containers]) => {
            const by = `persistence ${pointer.split('/').at(-2)}`;
            const at = childPointer(pointer, controller);
            if (!known.includes(controller)) return [unknown('controller', controller, known, at, by)];
            const own = ['containers', 'initContainers'].flatMap((field) =>
              Object.keys(valueAt(object, `${childPointer('/spec/values/controllers', controller)}/${field}`) ?? {}),
            );
            return Object.keys(isJsonObject(containers) ? containers : {})
              .filter((name) => !own.includes(name))
              .map((name) => unknown('container', name, own, childPointer(at, name), by));
          }),
        ),
      ];
    }),
};
