import type { Diagnostic } from '../../../model/diagnostic.ts';
import { isJsonObject } from '../../../model/json.ts';
import { asJson, groupOf, objectName } from '../../../model/kubernetes.ts';
import { didYouMean } from '../../../model/nearest.ts';
import { isClusterScoped } from '../../../model/scope.ts';
import { valuesAt } from '../fields.ts';
import { finding } from '../finding.ts';
import type { Rule } from './view.ts';

/** `sectionName` and `port` of a route's parent must be a listener of the Gateway (Gateway API, ParentReference). */
export const gatewaySections: Rule = {
  name: 'the section of a route is a listener of its Gateway',
  find: (view) =>
    view.objects.flatMap(({ app, compiled }) => {
      const { object } = compiled;
      if (groupOf(object.apiVersion) !== 'gateway.networking.k8s.io') return [];
      return valuesAt(asJson(object), '/spec/parentRefs/*').flatMap(({ value, pointer }): Diagnostic[] => {
        if (!isJsonObject(value) || (value['kind'] ?? 'Gateway') !== 'Gateway') return [];
        const namespace = typeof value['namespace'] === 'string' ? value['namespace'] : object.metadata.namespace;
        const key = `Gateway/${namespace}/${String(value['name'])}`;
        const gateway = view.provisions.get(key);
        const { sectionName: section } = value;
        if (gateway?.object === undefined || typeof section !== 'string' || section.includes('${')) return [];
        const listeners = valuesAt(asJson(gateway.object.object), '/spec/listeners/*/name').map((one) =>
          String(one.value),
        );
        if (listeners.includes(section)) return [];
        return [
          finding(
            { app, compiled, pointer: `${pointer}/sectionName`, mention: section },
            {
              code: 'unresolved-reference',
              message: `${objectName(object)} hangs on section ${section} of ${key}, which has no such listener: it has ${listeners.join(', ')}`,
              hint: didYouMean(section, listeners) ?? 'Name a listener of the Gateway.',
              subject: `${key}/${section}`,
            },
            [
              {
                message: `${key} is made here`,
                end: { app: gateway.app, compiled: gateway.object, pointer: '/spec/listeners' },
              },
            ],
          ),
        ];
      });
    }),
};

/** An object of a kind that lives in a namespace must say which: Flux would put it into its own, or fail. */
export const namespaced: Rule = {
  name: 'a namespaced object has a namespace',
  find: (view) =>
    view.objects.flatMap(({ app, compiled }) => {
      const { object } = compiled;
      const isMissing = object.metadata.namespace === undefined && !isClusterScoped(object);
      if (!isMissing) return [];
      return [
        finding(
          { app, compiled, pointer: '/metadata/name', mention: object.metadata.name },
          {
            code: 'namespace-missing',
            message: `${objectName(object)} lives in a namespace and names none`,
            hint: `Write metadata.namespace: ${app.namespace}.`,
          },
        ),
      ];
    }),
};
