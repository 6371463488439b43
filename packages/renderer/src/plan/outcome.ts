/** Where a reconcile of one FluxKustomization stopped, in the order kustomize-controller goes through them. */
export type Stage = 'absent' | 'source' | 'dependency' | 'build' | 'dry-run' | 'health' | 'failing';

/** Why a FluxKustomization is not ready. */
export interface Reason {
  stage: Stage;
  /** `Secret/flux-system/cluster-secrets does not exist`. */
  message: string;
  /** The dependency that is not met, and whether Flux checks it on every revision (`strict`). */
  on?: string;
  strict?: boolean;
}

export interface Blocked {
  name: string;
  app?: string;
  reasons: Reason[];
  /** Held back by strict edges and nothing else. */
  onlyStrict: boolean;
}

export interface Plan {
  mode: 'bootstrap' | 'push';
  /** FluxKustomizations that are to reach the revision, the bootstrap one included. */
  total: number;
  /** FluxKustomizations that become ready in each step, sorted. */
  waves: string[][];
  /** Ready in the end, but only after a failed attempt: an edge is missing, or Flux cannot know better. */
  retried: { name: string; wave: number; reasons: Reason[] }[];
  /** Everything that never becomes ready and was neither made to fail nor suspended, sorted. */
  blocked: Blocked[];
  /** Objects that a push deletes, sorted. */
  pruned: string[];
  failing: string[];
  suspended: string[];
}
