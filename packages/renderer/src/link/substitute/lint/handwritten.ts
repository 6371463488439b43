import type { Diagnostic } from '../../../model/diagnostic.ts';
import { isJsonObject, type JsonObject, valueAt } from '../../../model/json.ts';
import { asJson, groupOf } from '../../../model/kubernetes.ts';
import type { OrderedTree } from '../../../model/linked.ts';
import { readsAsNoString } from '../../../model/placeholder-name.ts';
import type { Maker } from './makers.ts';
import { placeOf } from './place.ts';

/** FluxKustomizations that an author wrote (`manifests:`): what they substitute from is theirs to say, and easily said wrong. */
export const handwritten = (tree: OrderedTree, makers: ReadonlyMap<string, readonly Maker[]>): Diagnostic[] =>
  tree.parts.flatMap(({ app, objects }) =>
    objects.flatMap((compiled): Diagnostic[] => {
      const { object } = compiled;
      if (object.kind !== 'Kustomization' || groupOf(object.apiVersion) !== 'kustomize.toolkit.fluxcd.io') return [];
      const namespace = object.metadata.namespace ?? app.namespace;
      const written = valueAt(asJson(object), '/spec/postBuild/substituteFrom');
      const sources = Array.isArray(written) ? written.filter(isJsonObject) : [];
      const variables = valueAt(asJson(object), '/spec/postBuild/substitute');
      const at = (pointer: string, mention: string) => placeOf(app, compiled, pointer, mention);
      return [
        ...sources.flatMap((source, index) => [
          ...optional(source, at(`/spec/postBuild/substituteFrom/${index}/optional`, 'optional: true')),
          ...foreignNamespace(
            source,
            namespace,
            makers,
            at(`/spec/postBuild/substituteFrom/${index}/name`, String(source['name'])),
          ),
        ]),
        ...Object.keys(isJsonObject(variables) ? variables : {})
          .filter(readsAsNoString)
          .map((name) => booleanName(name, at(`/spec/postBuild/substitute/${name}`, `${name}:`))),
      ];
    }),
  );

type Where = Pick<Diagnostic, 'origin' | 'rendered'>;

const optional = (source: JsonObject, where: Where): Diagnostic[] =>
  source['optional'] !== true
    ? []
    : [
        {
          code: 'substitution-optional',
          severity: 'error',
          message: `${source['kind']} ${source['name']} is optional: while it is missing, placeholders become empty or stay as they are, and the Kustomization says Ready`,
          hint: 'Remove `optional: true`: a Kustomization that fails says what is missing.',
          ...where,
        },
      ];

const foreignNamespace = (
  source: JsonObject,
  namespace: string,
  makers: ReadonlyMap<string, readonly Maker[]>,
  where: Where,
): Diagnostic[] => {
  const key = `${source['kind']}/${source['name']}`;
  const all = makers.get(key) ?? [];
  if (all.length === 0 || all.some((maker) => maker.namespace === namespace)) return [];
  return [
    {
      code: 'placeholder-unprovided',
      severity: 'error',
      message: `substituteFrom reads ${key} of the Kustomization's own namespace ${namespace}, and ${all[0]!.app.id} makes it in ${all[0]!.namespace}`,
      hint: `Make it in ${namespace}, or put the Kustomization into ${all[0]!.namespace}.`,
      ...where,
    },
  ];
};

const booleanName = (name: string, where: Where): Diagnostic => ({
  code: 'placeholder-name',
  severity: 'error',
  message: `the variable ${name} has a name that YAML reads as a boolean or null`,
  hint: 'Use a longer name.',
  ...where,
});
