/** The reference platform of this repository in the model of Flux. */
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Inspection, inspect } from '../../src/inspect.ts';
import { objectName } from '../../src/model/kubernetes.ts';
import type { Plan } from '../../src/plan/outcome.ts';
import { type PlanOptions, partsByName, plan } from '../../src/plan/plan.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));

describe('the reference platform', () => {
  let inspection: Inspection;
  const planned = (options: Partial<PlanOptions>): Plan =>
    plan(inspection.resolved, inspection.laidOut, { mode: 'bootstrap', output: 'kubernetes', ...options });

  beforeAll(async () => {
    inspection = await inspect({ root, cluster: 'home' });
    expect(inspection.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('starts from nothing, each FluxKustomization at its first attempt', () => {
    const made = planned({});
    expect(made.blocked).toEqual([]);
    expect(made.retried).toEqual([]);
    expect(made.waves.flat().sort()).toHaveLength(made.total);
    expect(made.total).toBeGreaterThan(40);
  });

  it('takes a push in one step', () => {
    const made = planned({ mode: 'push' });
    expect(made.waves).toHaveLength(1);
    expect(made.blocked).toEqual([]);
    expect(made.pruned).toEqual([]);
  });

  it.each(['failing', 'suspended'] as const)('a push with any one app %s holds up nothing but strict edges', (how) => {
    const names = partsByName(inspection.laidOut, 'kubernetes');
    expect(names.size).toBeGreaterThan(60);
    for (const [name, parts] of names) {
      const held = planned({ mode: 'push', [how]: parts }).blocked.filter(({ onlyStrict }) => !onlyStrict);
      expect(held, `${name} ${how}`).toEqual([]);
    }
  });

  it('a bootstrap with any one gate’s app failing ends blocked, and says by what', () => {
    const made = planned({ failing: ['external-secrets'] });
    const stores = made.blocked.find(({ name }) => name === 'cluster-stores');
    expect(stores?.reasons.map(({ message }) => message)).toContain('external-secrets was never applied successfully');
    expect(made.blocked.map(({ name }) => name)).toContain('romm');
  });

  it('notices each edge that is taken away: without any dependsOn, folders are refused and tried again', () => {
    const laidOut = {
      ...inspection.laidOut,
      files: inspection.laidOut.files.map((file) => ({
        ...file,
        documents: file.documents.map((document) => {
          if (document.object.kind !== 'Kustomization' || document.object.metadata === undefined) return document;
          const { dependsOn: _, ...spec } = document.object['spec'] as Record<string, unknown>;
          return { ...document, object: { ...document.object, spec } as unknown as typeof document.object };
        }),
      })),
    };
    const made = plan(inspection.resolved, laidOut, { mode: 'bootstrap', output: 'kubernetes' });
    expect(made.retried.length).toBeGreaterThan(10);
  });

  it('notices each provider that is missing: without one of the referred objects, its readers never become ready', () => {
    // What the linker proves by resolving, seen from the other side: take the object away and the model is stuck. Only readers
    // that Flux waits for: a Gateway without its Secret counts as ready once it is applied.
    const waitedFor = new Set([
      'HelmRelease',
      'Deployment',
      'StatefulSet',
      'ExternalSecret',
      'ClusterIssuer',
      'Cluster',
    ]);
    const proved = new Map(
      inspection.resolved.references.flatMap(({ from, provider, soft, to }) =>
        provider?.object === undefined ||
        soft === true ||
        !waitedFor.has(from.object.object.kind) ||
        !/^(Secret|ClusterSecretStore|ClusterIssuer)\//u.test(to)
          ? []
          : [[objectName(provider.object.object), provider.object] as const],
      ),
    );
    expect(proved.size).toBeGreaterThan(10);
    for (const [name, taken] of proved) {
      const laidOut = {
        ...inspection.laidOut,
        files: inspection.laidOut.files.map((file) => ({
          ...file,
          documents: file.documents.filter(
            ({ object }) => object.metadata === undefined || objectName(object) !== objectName(taken.object),
          ),
        })),
      };
      const made = plan(inspection.resolved, laidOut, { mode: 'bootstrap', output: 'kubernetes' });
      expect(made.blocked, name).not.toEqual([]);
    }
  });
});
