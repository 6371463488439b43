import type { Diagnostic } from '../../../model/diagnostic.ts';
import { objectName } from '../../../model/kubernetes.ts';
import { finding } from '../finding.ts';
import type { Rule } from './view.ts';

/**
 * `http://name.namespace.svc` in a text names a Service that nothing makes, in a namespace of ours where everything that runs is
 * known. Only a warning: a text may speak of what is not there on purpose.
 */
export const addresses: Rule = {
  name: 'an address in a text is there',
  find: (view) =>
    view.references.flatMap(({ from, to, grade, soft, substitutes }): Diagnostic[] => {
      const [kind, namespace, name] = to.split('/');
      if (kind !== 'Service' || grade !== 'unknown' || soft !== true || substitutes !== undefined) return [];
      const app = view.apps.get(from.app);
      const isKnown = namespace !== undefined && view.ownNamespaces.has(namespace) && !view.isOpen(namespace);
      if (app === undefined || !isKnown || app.body === 'helm' || app.body === 'source') return [];
      return [
        finding(
          { app, compiled: from.object, pointer: from.pointer, mention: name! },
          {
            code: 'unresolved-reference',
            severity: 'warning',
            message: `${objectName(from.object.object)} speaks to ${name}.${namespace}.svc, but nothing on this cluster makes ${to}`,
            hint: `Correct the address, or list ${to} under \`external:\` with a reason.`,
            subject: to,
          },
        ),
      ];
    }),
};
