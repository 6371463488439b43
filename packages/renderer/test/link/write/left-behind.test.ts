import { describe, expect, it } from 'vitest';
import { leftBehind } from '../../../src/link/write/left-behind.ts';

const claim = (name: string, annotations = '\n  annotations:\n    kustomize.toolkit.fluxcd.io/prune: disabled') =>
  `---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: ${name}\n  namespace: games${annotations}\n`;

describe('leftBehind', () => {
  it('names what data stands in and is rendered no more, in deleted and in changed files', () => {
    const changes = [
      { path: 'a', change: 'deleted' as const, before: claim('romm-data') },
      { path: 'b', change: 'configured' as const, before: claim('one') + claim('two'), after: claim('two') },
    ];
    expect(leftBehind(changes)).toEqual(['PersistentVolumeClaim/games/one', 'PersistentVolumeClaim/games/romm-data']);
  });

  it('leaves out what only moved, and what Flux prunes', () => {
    const changes = [
      { path: 'a', change: 'deleted' as const, before: claim('moved') + claim('pruned', '') },
      { path: 'b', change: 'created' as const, after: claim('moved') },
    ];
    expect(leftBehind(changes)).toEqual([]);
  });

  it('says of an upstream folder that what it applied stays', () => {
    const before =
      '---\nkind: Kustomization\nmetadata:\n  name: crds\n  namespace: flux-system\nspec:\n  commonMetadata:\n    annotations:\n      kustomize.toolkit.fluxcd.io/prune: disabled\n';
    expect(leftBehind([{ path: 'ks.yaml', change: 'deleted', before }])).toEqual([
      'what Kustomization/flux-system/crds applied',
    ]);
  });
});
