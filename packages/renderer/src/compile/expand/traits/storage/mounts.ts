import { isJsonObject, type JsonObject, type JsonValue } from '../../../../model/json.ts';
import type { VolumeMount } from '../../contribution.ts';
import { listOf, textOf, textsOf } from '../../written.ts';
import { joined } from './paths.ts';

interface MountedVolume {
  subPath?: string | undefined;
  fileNames?: string[] | undefined;
}

/** Resolves `mount:` (a path | a map | a list of them) into one mount a place; `each` gives one a file. */
export const mountsOf = (written: JsonValue | undefined, volume: MountedVolume): VolumeMount[] =>
  listOf(written).flatMap((mount) => placed(isJsonObject(mount) ? mount : { path: mount }, volume));

const placed = (mount: JsonObject, { subPath, fileNames }: MountedVolume): VolumeMount[] => {
  const path = textOf(mount['path']) ?? '';
  const rest = {
    ...(typeof mount['readOnly'] === 'boolean' ? { readOnly: mount['readOnly'] } : {}),
    ...(mount['in'] === undefined ? {} : { in: textsOf(mount['in']) }),
  };
  if (mount['each'] === true && fileNames !== undefined)
    return fileNames.map((name) => ({ path: joined(path, name), subPath: name, ...rest }));
  const folder = joined(subPath, textOf(mount['subPath']));
  return [{ path, ...(folder === '' ? {} : { subPath: folder }), ...rest }];
};
