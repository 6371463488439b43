import { type JsonObject, type JsonPointer, pointerOf } from '../../../model/json.ts';
import type { Contribution, ExpandInput, Trait, WorkloadVolume } from '../contribution.ts';
import { mergeContributions } from '../contributions.ts';
import { definitionOf, isOn, mapOf } from '../written.ts';
import { claim, existingClaim } from './storage/claim.ts';
import { collect } from './storage/collect.ts';
import { files, templates } from './storage/files.ts';
import { mountsOf } from './storage/mounts.ts';
import { configMap, empty, hostPath, memory, secret, volume } from './storage/pod-volumes.ts';
import { shared } from './storage/shared.ts';

/** One entry of `storage`, and what its kind makes of it. */
export interface StorageEntry extends ExpandInput {
  /** Key in `storage:`; also the name of the pod's volume. */
  name: string;
  entry: JsonObject;
  pointer: JsonPointer;
}

/** What a kind gives: the pod's volume, objects of its own, and how the mounts differ from what is written. */
export interface StorageResult extends Contribution {
  /** core/v1 Volume without its name; absent when the need cannot be met. */
  source?: JsonObject;
  /** Folder of the volume that every mount starts from. */
  subPath?: string;
  /** Names of files, for mounts with `each`. */
  fileNames?: string[];
  exclusive?: boolean;
}

export type StorageKind = (entry: StorageEntry) => StorageResult;

/** The kinds of storage, by the key an entry begins with. */
export const storageKinds: Readonly<Record<string, StorageKind>> = {
  size: claim,
  shared,
  empty,
  memory,
  claim: existingClaim,
  hostPath,
  secret,
  configMap,
  volume,
  files,
  templates,
  collect,
};

/**
 * `storage`: each entry becomes what its kind makes (a claim, a ConfigMap, nothing) and, where it has a `mount`, a volume of the
 * workload.
 */
export const storage: Trait = (input) => {
  const entries = Object.entries(mapOf(definitionOf(input.app)['storage'])).filter(([, entry]) => isOn(entry));
  const results = entries.map(([name, entry]) =>
    storageEntry({ ...input, name, entry: mapOf(entry), pointer: pointerOf(['storage', name]) }),
  );
  return onceEach(mergeContributions(results));
};

const storageEntry = (entry: StorageEntry): Contribution => {
  const kind = Object.keys(storageKinds).find((key) => isOn(entry.entry[key]));
  if (kind === undefined) return {};
  const { source, subPath, fileNames, exclusive, ...contribution } = storageKinds[kind]!(entry);
  const mounts = mountsOf(entry.entry['mount'], { subPath, fileNames });
  if (source === undefined || mounts.length === 0) return contribution;
  const made: WorkloadVolume = {
    name: entry.name,
    source,
    mounts,
    ...(exclusive === true ? { exclusive } : {}),
    pointer: entry.pointer,
  };
  return { ...contribution, volumes: [made] };
};

/** Two entries that use one shared volume state its claim alike: it is made once. */
const onceEach = (contribution: Contribution): Contribution => {
  const seen = new Set<string>();
  const objects = (contribution.objects ?? []).filter(({ object }) => {
    const key = `${object.kind}/${object.metadata.name}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return { ...contribution, objects };
};
