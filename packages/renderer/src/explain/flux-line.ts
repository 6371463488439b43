import type { Origin } from '../model/diagnostic.ts';
import { type JsonPointer, segmentsOf } from '../model/json.ts';
import { groupOf, objectName } from '../model/kubernetes.ts';
import { originAt } from '../model/layer.ts';
import type { Part, TreeDocument } from '../model/linked.ts';
import type { ExplainContext } from './context.ts';

/** Fields of a FluxKustomization that the cluster file says, for all of them alike. */
const clusterFields: Readonly<Record<string, JsonPointer>> = {
  interval: '/flux/interval',
  retryInterval: '/flux/retryInterval',
  timeout: '/flux/timeout',
  sourceRef: '/flux/source',
};

/** Fields that the linker settles, and why. */
const linkerFields: Readonly<Record<string, string>> = {
  deletionPolicy: 'its objects are gone before the FluxKustomization is',
  healthCheckExprs: 'Flux has to be told how the status of these kinds is read',
  healthChecks: 'it holds a claim that nothing mounts, so only these objects are waited for',
  path: 'the folder of the part',
  prune: 'what is no longer rendered is deleted from the cluster',
  wait: 'whoever depends on it has to find it healthy',
};

/** Why a line of a FluxKustomization stands there; `undefined` for every other object. */
export const explainFluxLine = (
  document: TreeDocument,
  pointer: JsonPointer,
  context: ExplainContext,
): { because: string; origin?: Origin } | undefined => {
  const { object } = document;
  if (object.kind !== 'Kustomization' || groupOf(object.apiVersion) !== 'kustomize.toolkit.fluxcd.io') return undefined;
  const { name } = object.metadata;
  const file: Origin = { file: document.file, pointer: document.pointer };
  const [, field = '', index] = segmentsOf(pointer);
  const part = context.ordered.parts.find((candidate) => candidate.name === name);
  const gate = context.ordered.gates.find((candidate) => candidate.name === name);
  if (field === 'dependsOn' && gate !== undefined)
    return { because: `${name} closes tier ${gate.tier}: it waits for every part of it`, origin: file };
  if (field === 'dependsOn' && index === undefined)
    return { because: `${name} waits for these; each has its own reason`, origin: file };
  const edge = field === 'dependsOn' && index !== undefined ? part?.dependsOn[Number(index)] : undefined;
  if (part !== undefined && edge !== undefined)
    return {
      because: `${name} waits for ${edge.on}: ${edge.reason}`,
      origin: edge.origin ?? madeBy(part, edge.reason, context) ?? file,
    };
  if (field === 'postBuild' && part !== undefined)
    return { because: `objects of ${name} hold placeholders that are read from these sources`, origin: file };
  const setting = clusterFields[field];
  if (setting !== undefined) {
    const written = originAt(context.cluster.origins, setting);
    const isWritten = written?.file !== undefined && written.pointer.startsWith('/flux');
    return isWritten
      ? { because: `${setting} of the cluster file says so`, origin: { file: written.file!, pointer: written.pointer } }
      : { because: `it is built in; ${setting} of the cluster file would say otherwise` };
  }
  return { because: linkerFields[field] ?? `it is the FluxKustomization of ${document.app ?? name}`, origin: file };
};

/** The line of the object whose reference made an edge: the reason starts with the object and ends with the key. */
const madeBy = (part: Part, reason: string, { resolved, originOf }: ExplainContext): Origin | undefined => {
  const made = resolved.references.find(
    ({ from, to }) =>
      from.app === part.app.id && reason.startsWith(`${objectName(from.object.object)} `) && reason.endsWith(` ${to}`),
  );
  if (made === undefined) return undefined;
  const { object, pointer } = made.from;
  return (
    object.origin ??
    (pointer === '' ? undefined : originOf(part.app.id, { object: objectName(object.object), pointer }, 'own')) ?? {
      file: object.file,
      pointer: object.file === part.app.file ? object.pointer : '',
    }
  );
};
