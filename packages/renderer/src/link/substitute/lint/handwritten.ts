import type { Diagnostic } from '../../../model/diagnostic.ts';
import { isJsonObject, type JsonObject, valueAt } from '../../../model/json.ts';
import { asJson, groupOf } from '../../../model/kubernetes.ts';
import type { OrderedTree } from '../../../model/linked.ts';
import { readsAsNoString } from '../../../model/placeholder-name.ts';
import { placeOf } from './place.ts';

/** FluxKustomizations that an author wrote (`manifests:`): what they substitute from is theirs to say, and easily said wrong. */
export const handwritten = (tree: OrderedTree): Diagnostic[] =>
  tree.parts.flatMap(({ app, objects }) =>
    objects.flatMap((compiled): Diagnostic[] => {
      const { object } = compiled;
      if (object.kind !== 'Kustomization' || groupOf(object.apiVersion) !== 'kustomize.toolkit.fluxcd.io') return [];
      const written = valueAt(asJson(object), '/spec/postBuild/substituteFrom');
      const sources = Array.isArray(written) ? written.filter(isJsonObject) : [];
      const variables = valueAt(asJson(object), '/spec/postBuild/substitute');
      const at = (pointer: string, mention: string) => placeOf(app, compiled, pointer, mention);
      return [
        ...sources.flatMap((source, index) =>
          optional(source, at(`/spec/postBuild/substituteFrom/${index}/optional`, 'optional: true')),
        ),
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

const booleanName = (name: string, where: Where): Diagnostic => ({
  code: 'placeholder-name',
  severity: 'error',
  message: `the variable ${name} has a name that YAML reads as a boolean or null`,
  hint: 'Use a longer name.',
  ...where,
});
