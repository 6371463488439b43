import type { Diagnostic } from '../../../model/diagnostic.ts';
import { objectName } from '../../../model/kubernetes.ts';
import { type End, finding } from '../finding.ts';
import { claimsOfHostPorts, claimsOfPaths } from './claims-of-pods.ts';
import { claimsOfRoutes } from './claims-of-routes.ts';
import { claimsOfAddresses, claimsOfNodePorts } from './claims-of-services.ts';
import type { Rule, TreeView } from './view.ts';

/** Something that only one object of a cluster can have. */
export interface Claim extends End {
  /** Equal for two claims of one thing. */
  key: string;
  /** The thing, in words: `host romm.example.com, path /`. */
  what: string;
  /** Two that share knowingly (Cilium's and MetalLB's sharing keys) are let be. */
  sharing?: string;
}

/** The table of what can be claimed twice. */
const claims: readonly { of: (view: TreeView) => Claim[]; hint: string }[] = [
  {
    of: claimsOfRoutes,
    hint: 'Give one of them another host or path: of two equal routes the older one gets every request.',
  },
  { of: claimsOfNodePorts, hint: 'Give one of them another nodePort: the API server refuses the second Service.' },
  {
    of: claimsOfAddresses,
    hint: 'Give one of them another address, or both the same sharing key: the second Service stays pending.',
  },
  { of: claimsOfHostPorts, hint: 'Give one of them another hostPort: on one node only one pod can have it.' },
  { of: claimsOfPaths, hint: 'Give one of them another path: two volumes over one folder mix the data of both.' },
];

export const claimedTwice: Rule = {
  name: 'two objects do not claim one thing',
  find: (view) => claims.flatMap(({ of, hint }) => collisions(of(view), hint)),
};

const collisions = (found: readonly Claim[], hint: string): Diagnostic[] => {
  const first = new Map<string, Claim>();
  return found.flatMap((claim): Diagnostic[] => {
    const earlier = first.get(claim.key);
    if (earlier === undefined) first.set(claim.key, claim);
    if (earlier === undefined || earlier.compiled === claim.compiled) return [];
    if (claim.sharing !== undefined && claim.sharing === earlier.sharing) return [];
    const [one, other] = [objectName(earlier.compiled.object), objectName(claim.compiled.object)];
    return [
      finding(
        claim,
        {
          code: 'claimed-twice',
          message: `${claim.what} is claimed twice: by ${one} of ${earlier.app.id} and by ${other} of ${claim.app.id}`,
          hint,
        },
        [{ message: `${one} claims it here`, end: earlier }],
      ),
    ];
  });
};
