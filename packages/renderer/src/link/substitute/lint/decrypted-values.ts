import type { Diagnostic } from '../../../model/diagnostic.ts';
import { asJson, isNeverSubstituted, objectName } from '../../../model/kubernetes.ts';
import type { OrderedTree } from '../../../model/linked.ts';
import { placeOf } from './place.ts';

/**
 * Flux decrypts before it substitutes: a password that holds `$$` or `${` is eaten in a part with placeholders. Values under `data`
 * are base64, which holds no `$`.
 */
export const decryptedValues = (tree: OrderedTree): Diagnostic[] =>
  tree.parts
    .filter(({ substituteFrom }) => substituteFrom.length > 0)
    .flatMap(({ app, name, objects }) =>
      objects
        .filter(
          ({ encrypted, object }) =>
            encrypted !== undefined && asJson(object)['stringData'] !== undefined && !isNeverSubstituted(object),
        )
        .map(
          (compiled): Diagnostic => ({
            code: 'substitution-breaks',
            severity: 'warning',
            message: `${objectName(compiled.object)} is decrypted before FluxKustomization ${name} substitutes: a value that holds \${ or $$ would be eaten`,
            hint: 'Encrypt it with `data:` instead of `stringData:`, or with the annotation kustomize.toolkit.fluxcd.io/substitute: disabled.',
            ...placeOf(app, compiled, '/stringData', 'stringData'),
          }),
        ),
    );
