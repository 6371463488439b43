import { isDeepStrictEqual } from 'node:util';
import type { CompiledApp, CompiledObject } from '../../model/compiled.ts';
import type { Diagnostic, Staged } from '../../model/diagnostic.ts';
import { byCodeUnit } from '../../model/json.ts';
import { groupOf, objectName } from '../../model/kubernetes.ts';
import { finding } from './finding.ts';

/**
 * One object is kept where several apps state it alike (a shared claim of a namespace), with the app of the lowest tier, so that
 * the others find it below them; stated differently it is an error.
 */
export const removeDuplicates = (apps: readonly CompiledApp[]): Staged<CompiledApp[]> => {
  const first = new Map<string, { app: CompiledApp; compiled: CompiledObject }>();
  const diagnostics: Diagnostic[] = [];
  const kept = new Map<CompiledApp, CompiledObject[]>();
  for (const app of [...apps].sort((left, right) => left.tier - right.tier || byCodeUnit(left.id, right.id))) {
    const objects = app.objects.filter((compiled) => {
      const key = `${groupOf(compiled.object.apiVersion)}/${objectName(compiled.object)}`;
      const earlier = first.get(key);
      if (earlier === undefined) {
        first.set(key, { app, compiled });
        return true;
      }
      if (!isDeepStrictEqual(earlier.compiled.object, compiled.object))
        diagnostics.push(duplicate(app, compiled, earlier));
      return false;
    });
    kept.set(app, objects);
  }
  return { items: apps.map((app) => ({ ...app, objects: kept.get(app) ?? [] })), diagnostics };
};

const duplicate = (
  app: CompiledApp,
  compiled: CompiledObject,
  earlier: { app: CompiledApp; compiled: CompiledObject },
): Diagnostic => {
  const end = (maker: CompiledApp, made: CompiledObject) => ({
    app: maker,
    compiled: made,
    pointer: '/metadata/name',
    mention: made.object.metadata.name,
  });
  return finding(
    end(app, compiled),
    {
      code: 'duplicate-object',
      message: `${objectName(compiled.object)} is made twice: by ${earlier.app.id} and by ${app.id}`,
      hint: 'Rename one of the two, or remove it: two makers of one object overwrite each other at every reconcile.',
    },
    [{ message: 'made here first', end: end(earlier.app, earlier.compiled) }],
  );
};
