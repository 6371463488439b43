import { byCodeUnit } from '../../model/json.ts';
import type { ResourceKey } from '../../model/linked.ts';
import { nearest } from '../../model/nearest.ts';
import type { Provision, Provisions } from './provisions.ts';

/** What to do about a reference that nothing meets. */
export interface Cure {
  hint: string;
  /** What was probably meant, when that is there. */
  meant?: Provision;
}

export const inWords = (key: ResourceKey): string => (key.startsWith('crds/') ? `the CRDs of ${key.slice(5)}` : key);

/** Kinds that are written in each other's place. */
const alike: readonly (readonly string[])[] = [
  ['Secret', 'ConfigMap'],
  ['SecretStore', 'ClusterSecretStore'],
  ['Issuer', 'ClusterIssuer'],
  ['Role', 'ClusterRole'],
  ['ImageCatalog', 'ClusterImageCatalog'],
  ['GitRepository', 'OCIRepository', 'HelmRepository', 'Bucket', 'HelmChart'],
  ['Deployment', 'StatefulSet', 'DaemonSet'],
];

/** Looks cures up; one that many objects need is looked for once. */
export const curesFrom = (provisions: Provisions): ((key: ResourceKey) => Cure) => {
  const known = new Map<ResourceKey, Cure>();
  return (key) => {
    const found = known.get(key) ?? cureOf(key, provisions);
    known.set(key, found);
    return found;
  };
};

const cureOf = (key: ResourceKey, provisions: Provisions): Cure => {
  const [kind = '', namespace, name] = key.split('/');
  const same = provisions.keys().filter((known) => known.startsWith(`${kind}/`));
  const meaning = (hint: string, meant: ResourceKey): Cure => {
    const provision = provisions.get(meant);
    return provision === undefined ? { hint } : { hint, meant: provision };
  };
  if (kind === 'crds') {
    const near = nearest(key, same);
    return near === undefined
      ? {
          hint: `Add the app that brings them to a tier of the cluster file, or list ${key} under \`external:\` with a reason.`,
        }
      : meaning(`Did you mean ${inWords(near)}?`, near);
  }
  const [other] = otherKinds(key, provisions);
  if (other !== undefined)
    return meaning(
      `${other} is there: a ${other.split('/')[0]}, no ${kind}. Write its kind, where the field takes one, or name a ${kind}.`,
      other,
    );
  if (kind === 'HelmRelease' && provisions.has(`App/${name}`))
    return {
      hint: `${name} is an app, a FluxKustomization: HelmReleases depend on HelmReleases. Write \`dependsOn: [{ app: ${name} }]\` in the definition.`,
    };
  const elsewhere = name === undefined ? [] : same.filter((known) => known.endsWith(`/${name}`)).sort(byCodeUnit);
  if (elsewhere.length > 0)
    return meaning(
      `${elsewhere.join(', ')} stands in another namespace than ${namespace}: a reference without a namespace stays in its own.`,
      elsewhere[0]!,
    );
  const beside = name === undefined ? same : same.filter((known) => known.startsWith(`${kind}/${namespace}/`));
  const near = nearest(key, beside) ?? nearest(key, same);
  if (near !== undefined) return meaning(`Did you mean ${near}?`, near);
  return {
    hint: `Make it, correct the name, or list ${key} under \`external:\` with a reason when it is made by hand.`,
  };
};

/** Keys of the same name and, where both have one, namespace, of a kind that is easily written instead. */
const otherKinds = (key: ResourceKey, provisions: Provisions): ResourceKey[] => {
  const [kind = '', ...path] = key.split('/');
  const name = path.at(-1)!;
  return (alike.find((family) => family.includes(kind)) ?? [])
    .filter((other) => other !== kind)
    .flatMap((other) => [`${other}/${path.join('/')}`, `${other}/${name}`])
    .filter((other) => provisions.has(other));
};
