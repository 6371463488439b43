/** `placeholders.yaml`: every `${NAME}` that the cluster fills in. */

import { placeholderTypeNames } from '../placeholder-types.ts';
import { mapOf, must, named, object, shapes, text, word } from './build.ts';
import { line, scalarShapes } from './leaves.ts';

export const placeholder = named(
  'Placeholder',
  object({
    description: must(line, 'What it is, in one line', 'Address of the NAS'),
    type: must(word(...placeholderTypeNames), 'Type of its value', 'host'),
    example: must(
      shapes('a value of its type', scalarShapes),
      'A value of its type; checks are made with it',
      '10.0.0.5',
    ),
    source: must(
      text(
        '^((Secret|ConfigMap)/[a-z0-9]([-a-z0-9.]*[a-z0-9])?|File/\\S+)$',
        'Secret/name, ConfigMap/name or File/path such as ConfigMap/cluster-settings',
      ),
      'Where its value is read from: a Secret or ConfigMap of namespace flux-system, or a file that another tool reads',
      'ConfigMap/cluster-settings',
    ),
  }),
);

export const placeholders = mapOf(
  text(
    '^[_a-zA-Z][_a-zA-Z0-9]*\\*?$',
    'the name of a placeholder such as NFS_STORAGE_HOST, or a pattern such as PLANE_*',
  ),
  placeholder,
  {
    examples: [
      {
        NFS_STORAGE_HOST: {
          description: 'Address of the NAS',
          type: 'host',
          example: '10.0.0.5',
          source: 'ConfigMap/cluster-settings',
        },
      },
    ],
  },
);
