import { expect, it } from 'vitest';
import { layoutFlux } from '../../packages/renderer/src/link/layout/flux/flux.ts';
import { serializeTree } from '../../packages/renderer/src/link/serialize/serialize-tree.ts';
import type { WrittenDependency } from '../../packages/renderer/src/model/compiled.ts';
import { linked, type Platform, referencePlatform, withApps } from './platform.ts';

/** Written edges that nothing rendered implies: what the linker cannot see, and why it is so. */
const hidden: Record<string, string> = {
  'infrastructure/flux-instance → flux-operator': 'the chart makes a FluxInstance',
};

const filesOf = (platform: Platform): Record<string, string> =>
  Object.fromEntries(
    serializeTree(layoutFlux(linked(platform).ordered, platform.cluster).items).map(({ path, text }) => [path, text]),
  );

const without = (platform: Platform, isGone: (id: string, dependency: WrittenDependency) => boolean): Platform =>
  withApps(platform, (app) => ({ ...app, dependsOn: app.dependsOn.filter((one) => !isGone(app.id, one)) }));

it('without any written dependsOn the reference platform has the same tree, but for needs that nothing rendered shows', async () => {
  const platform = await referencePlatform();
  const tree = filesOf(platform);
  const written = platform.categories.flatMap(({ apps }) =>
    apps.flatMap((app) => app.dependsOn.map((dependency) => ({ id: app.id, dependency }))),
  );
  const needed = written.filter(({ id, dependency }) => {
    const stripped = filesOf(without(platform, (other, one) => other === id && one.app === dependency.app));
    return JSON.stringify(stripped) !== JSON.stringify(tree);
  });
  const names = needed.map(({ id, dependency }) => [`${id} → ${dependency.app}`, dependency.reason]);
  console.log(`${written.length} written dependsOn, ${needed.length} of them for a hidden need`);
  expect(Object.fromEntries(names)).toEqual(hidden);
  const stripped = filesOf(without(platform, () => true));
  const changed = Object.keys(tree).filter((path) => stripped[path] !== tree[path]);
  expect(Object.keys(stripped)).toEqual(Object.keys(tree));
  expect(changed).toEqual(['kubernetes/apps/infrastructure/flux-instance/ks.yaml']);
});
