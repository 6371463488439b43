import { describe, expect, it } from 'vitest';
import type { LaidOutTree } from '../../src/model/linked.ts';
import {
  appOf,
  blockedNames,
  clusterOf,
  compiledOf,
  type Laid,
  laidOutOf,
  messagesOf,
  objectOf,
  planOf,
  referenceOf,
  releaseOf,
  resolvedOf,
  stepOf,
  withSpec,
} from './fixture.ts';

const custom = (kind: string, name: string, group = 'op.example.com') =>
  compiledOf(objectOf(`${group}/v1`, kind, name));

/** An operator that asserts a CRD, and an app with an object of that kind. */
const operatorAndUser = (more: { webhook?: boolean; tiers?: number } = {}): Laid => {
  const operator = appOf('operator', [releaseOf('operator')], { provides: { crds: ['op.example.com'] } });
  const thing = custom('Thing', 'thing');
  const user = appOf('user', [thing], { body: 'none', tier: (more.tiers ?? 1) - 1 });
  const references = [
    referenceOf(user, thing, 'crds/op.example.com', { app: operator }),
    ...(more.webhook ? [referenceOf(user, thing, 'webhooks/op.example.com', { app: operator }, { soft: true })] : []),
  ];
  return laidOutOf(resolvedOf([operator, user], references), clusterOf(more.tiers ?? 1));
};

describe('a bootstrap', () => {
  it('goes from the bootstrap FluxKustomization over the apps to the gate', () => {
    const made = planOf(operatorAndUser());
    expect(made.waves).toEqual([['flux-system'], ['cluster-apps'], ['operator'], ['user'], ['tier-t0']]);
    expect(made.blocked).toEqual([]);
    expect(made.retried).toEqual([]);
  });

  it('lets nothing of a tier start before the gate below', () => {
    const made = planOf(operatorAndUser({ tiers: 2 }));
    expect(stepOf(made, 'operator')).toBeLessThan(stepOf(made, 'tier-t0'));
    expect(stepOf(made, 'tier-t0')).toBeLessThan(stepOf(made, 'user'));
  });

  it('refuses a folder whose CRD is not there, and says that an attempt failed', () => {
    const made = planOf(withSpec(operatorAndUser(), 'user', ({ dependsOn: _, ...spec }) => spec));
    expect(made.blocked).toEqual([]);
    expect(made.retried).toEqual([
      {
        name: 'user',
        wave: 4,
        reasons: [{ stage: 'dry-run', message: 'Thing/apps/thing is refused: crds/op.example.com is not ready' }],
      },
    ]);
  });

  it('refuses what a webhook admits that is not ready', () => {
    const made = planOf(withSpec(operatorAndUser({ webhook: true }), 'user', ({ dependsOn: _, ...spec }) => spec));
    expect(made.retried[0]?.reasons.map(({ message }) => message)).toContain(
      'Thing/apps/thing is refused: webhooks/op.example.com is not ready',
    );
  });

  it('never starts an app whose folder uses the CRD that its own chart brings (one folder is one dry-run)', () => {
    const laid = operatorAndUser();
    const operator = laid.resolved.apps[0]!;
    const own = custom('Thing', 'own');
    const mixed = withObject(laid, 'kubernetes/apps/all/operator/app/helmrelease.yaml', own.object);
    const references = [
      ...laid.resolved.references,
      referenceOf(operator, own, 'crds/op.example.com', { app: operator }),
    ];
    const made = planOf({ ...mixed, resolved: { ...laid.resolved, references } });
    expect(blockedNames(made)).toEqual(['operator', 'tier-t0', 'user']);
    expect(messagesOf(made, 'operator')).toEqual(['Thing/apps/own is refused: crds/op.example.com is not ready']);
    expect(messagesOf(made, 'user')).toEqual(['operator was never applied successfully']);
  });

  it('applies a CRD of the same folder before it looks at the rest', () => {
    const definition = compiledOf(
      objectOf('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'things.op.example.com', {}, undefined),
    );
    const thing = custom('Thing', 'thing');
    const app = appOf('own', [definition, thing], { body: 'none' });
    const resolved = resolvedOf([app], [referenceOf(app, thing, 'crds/op.example.com', { app, object: definition })]);
    const laid = laidOutOf(resolved, clusterOf(1));
    // The linker would cut it in two; by hand, both objects in one folder.
    const merged = withObject(laid, 'kubernetes/apps/all/own/app/customresourcedefinition.yaml', thing.object);
    expect(stepOf(planOf(merged), 'own')).toBe(3);
  });

  it('refuses an object whose namespace nobody made', () => {
    const stray = compiledOf(objectOf('v1', 'ConfigMap', 'stray', {}, 'nowhere'));
    const made = planOf(laidOutOf(resolvedOf([appOf('stray', [stray])], []), clusterOf(1)));
    expect(messagesOf(made, 'stray')).toEqual(['ConfigMap/nowhere/stray is refused: namespace nowhere does not exist']);
  });

  it('waits for health: a chart whose Secret an operator never makes is given up after the timeout', () => {
    const release = releaseOf('app');
    const app = appOf('app', [release]);
    const resolved = resolvedOf([app], [referenceOf(app, release, 'Secret/apps/missing', undefined)]);
    const made = planOf(laidOutOf(resolved, clusterOf(1)));
    expect(messagesOf(made, 'app')).toEqual(['HelmRelease/apps/app waits for Secret/apps/missing (given up after 5m)']);
    expect(
      planOf(withSpec(laidOutOf(resolved, clusterOf(1)), 'app', (spec) => ({ ...spec, wait: false }))).blocked,
    ).toEqual([]);
  });

  it('counts what an operator makes only once the operator runs', () => {
    const operator = appOf('operator', [releaseOf('operator')], { provides: { crds: ['op.example.com'] } });
    const maker = custom('Database', 'db');
    const makes = appOf('makes', [maker], { body: 'none' });
    const release = releaseOf('reads');
    const reads = appOf('reads', [release]);
    const resolved = resolvedOf(
      [operator, makes, reads],
      [
        referenceOf(makes, maker, 'crds/op.example.com', { app: operator }),
        referenceOf(reads, release, 'Secret/apps/db-app', { app: makes, object: maker }),
      ],
    );
    const made = planOf(laidOutOf(resolved, clusterOf(1)), { failing: ['operator'] });
    expect(blockedNames(made)).toEqual(['makes', 'reads', 'tier-t0']);
    expect(planOf(laidOutOf(resolved, clusterOf(1))).waves.slice(2, 5)).toEqual([['operator'], ['makes'], ['reads']]);
  });

  it('lets a chart use the class that it brings itself', () => {
    const release = releaseOf('storage');
    const app = appOf('storage', [release], { provides: { storageClasses: ['own'] } });
    const resolved = resolvedOf([app], [referenceOf(app, release, 'StorageClass/own', { app })]);
    expect(planOf(laidOutOf(resolved, clusterOf(1))).blocked).toEqual([]);
  });

  it('does not wait for ever for a claim that a pod mounts, and does for one that none does', () => {
    const claim = compiledOf(objectOf('v1', 'PersistentVolumeClaim', 'data'));
    const release = releaseOf('app');
    const app = appOf('app', [claim, release]);
    const mounted = resolvedOf(
      [app],
      [referenceOf(app, release, 'PersistentVolumeClaim/apps/data', { app, object: claim })],
    );
    const waiting = (laid: Laid) => withSpec(laid, 'app', ({ healthChecks: _, ...spec }) => ({ ...spec, wait: true }));
    expect(planOf(waiting(laidOutOf(mounted, clusterOf(1)))).blocked).toEqual([]);
    const loose = laidOutOf(resolvedOf([app], []), clusterOf(1));
    expect(messagesOf(planOf(waiting(loose)), 'app')).toEqual([
      'PersistentVolumeClaim/apps/data is not healthy (given up after 5m)',
    ]);
    // What the linker writes instead: health checks without the claim.
    expect(planOf(loose).blocked).toEqual([]);
  });

  it('needs every substitution source that is not optional', () => {
    const sources = (optional: boolean) => ({
      postBuild: { substituteFrom: [{ kind: 'Secret', name: 'mine', ...(optional ? { optional } : {}) }] },
    });
    const laid = laidOutOf(resolvedOf([appOf('app', [releaseOf('app')])], []), clusterOf(1));
    const strict = planOf(withSpec(laid, 'app', (spec) => ({ ...spec, ...sources(false) })));
    expect(messagesOf(strict, 'app')).toEqual(['Secret/flux-system/mine, which it substitutes from, does not exist']);
    expect(planOf(withSpec(laid, 'app', (spec) => ({ ...spec, ...sources(true) }))).blocked).toEqual([]);
  });

  it('needs the source and the path', () => {
    const laid = laidOutOf(resolvedOf([appOf('app', [releaseOf('app')])], []), clusterOf(1));
    const sourceRef = { kind: 'OCIRepository', name: 'gone' };
    expect(messagesOf(planOf(withSpec(laid, 'app', (spec) => ({ ...spec, sourceRef }))), 'app')).toEqual([
      'OCIRepository/flux-system/gone does not exist',
    ]);
    expect(messagesOf(planOf(withSpec(laid, 'app', (spec) => ({ ...spec, path: './gone' }))), 'app')).toEqual([
      'gone/kustomization.yaml does not exist',
    ]);
  });

  it('starts with what `bootstrap: true` marks', () => {
    const laid = operatorAndUser();
    const apps = laid.resolved.apps.map((app) => (app.name === 'operator' ? { ...app, bootstrap: true } : app));
    const free = withSpec(laid, 'user', ({ dependsOn: _, ...spec }) => spec);
    const made = planOf({ ...free, resolved: { ...laid.resolved, apps } });
    expect(made.retried).toEqual([]);
    expect(stepOf(made, 'user')).toBe(3);
  });

  it('blocks what depends on a FluxKustomization that is not in the tree', () => {
    const laid = withSpec(operatorAndUser(), 'user', (spec) => ({ ...spec, dependsOn: [{ name: 'oprator' }] }));
    expect(messagesOf(planOf(laid), 'user')).toEqual(['oprator does not exist']);
  });
});

describe('a push', () => {
  it('reaches everything in one step where edges are latched', () => {
    const made = planOf(operatorAndUser({ tiers: 2 }), { mode: 'push' });
    expect(made.waves).toHaveLength(1);
    expect(made.waves[0]).toHaveLength(made.total);
  });

  it('climbs the ladder again where they are plain, and a failing app below holds up all above', () => {
    const operator = appOf('operator', [releaseOf('operator')]);
    const user = appOf('user', [releaseOf('user')], { tier: 1 });
    const laid = laidOutOf(resolvedOf([operator, user], []), clusterOf(2, '2.5.0'));
    expect(planOf(laid, { mode: 'push' }).waves).toEqual([
      ['cluster-apps', 'flux-system', 'operator'],
      ['tier-t0'],
      ['user'],
      ['tier-t1'],
    ]);
    const failed = planOf(laid, { mode: 'push', failing: ['operator'] });
    expect(blockedNames(failed)).toEqual(['tier-t0', 'tier-t1', 'user']);
    expect(failed.blocked.every(({ onlyStrict }) => onlyStrict)).toBe(true);
  });

  it.each(['failing', 'suspended'] as const)('is held up by a strict edge on what is %s, and says so', (how) => {
    const operator = appOf('operator', [releaseOf('operator')]);
    const user = appOf('user', [releaseOf('user')], {
      dependsOn: [{ app: 'all/operator', reason: 'same schema', strict: true, pointer: '/dependsOn/0' }],
    });
    const other = appOf('other', [releaseOf('other')], { tier: 1 });
    const laid = laidOutOf(resolvedOf([operator, user, other], []), clusterOf(2));
    const made = planOf(laid, { mode: 'push', [how]: ['operator'] });
    expect(made.blocked).toEqual([
      {
        name: 'user',
        app: 'all/user',
        onlyStrict: true,
        reasons: [
          {
            stage: 'dependency',
            on: 'operator',
            strict: true,
            message: how === 'failing' ? 'operator is not ready' : 'operator is not ready at this revision',
          },
        ],
      },
    ]);
  });
});

describe('a push over another tree', () => {
  const one = compiledOf(objectOf('v1', 'ConfigMap', 'one'));
  const kept = compiledOf(objectOf('v1', 'ConfigMap', 'kept'));
  const volume = compiledOf(
    objectOf('v1', 'PersistentVolume', 'volume', {
      metadata: { name: 'volume', annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' } },
    }),
  );
  const laidOut = (...apps: ReturnType<typeof appOf>[]) => laidOutOf(resolvedOf(apps, []), clusterOf(1));

  it('deletes what is gone, but what opted out of it', () => {
    const before = laidOut(appOf('app', [kept, one, volume]));
    const made = planOf(laidOut(appOf('app', [kept])), { mode: 'push', previous: before.laidOut });
    expect(made.pruned).toEqual(['ConfigMap/apps/one']);
    expect(made.blocked).toEqual([]);
  });

  it('deletes what an app that is gone had applied', () => {
    const before = laidOut(appOf('app', [kept]), appOf('gone', [one, volume]));
    const made = planOf(laidOut(appOf('app', [kept])), { mode: 'push', previous: before.laidOut });
    expect(made.pruned).toEqual(['ConfigMap/apps/one', 'Kustomization/flux-system/gone']);
  });

  it('keeps what moves from one app to another', () => {
    const before = laidOut(appOf('app', [kept, one]), appOf('other', [releaseOf('other')]));
    const after = laidOut(appOf('app', [kept]), appOf('other', [releaseOf('other'), one]));
    expect(planOf(after, { mode: 'push', previous: before.laidOut }).pruned).toEqual([]);
  });

  it('starts a new app in order, and holds up nothing else', () => {
    const { resolved, laidOut: whole } = operatorAndUser();
    const before = laidOut(appOf('user', [kept]));
    const made = planOf({ resolved, laidOut: whole, refused: [] }, { mode: 'push', previous: before.laidOut });
    expect(made.blocked).toEqual([]);
    expect(stepOf(made, 'operator')).toBeLessThan(stepOf(made, 'user'));
  });
});

/** The tree with one more document in a file. */
const withObject = (
  laid: Laid,
  path: string,
  object: LaidOutTree['files'][number]['documents'][number]['object'],
): Laid => {
  expect(laid.laidOut.files.map((file) => file.path)).toContain(path);
  const files = laid.laidOut.files.map((file) =>
    file.path === path ? { ...file, documents: [...file.documents, { object, file: '', pointer: '' }] } : file,
  );
  return { ...laid, laidOut: { ...laid.laidOut, files } };
};
