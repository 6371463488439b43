import { describe, expect, it } from 'vitest';
import { podSecurityOf } from '../../../src/link/layout/flux/pod-security.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { appOf, clusterOf, namespaceOf, objectOf, release } from '../fixture.ts';

const restricted = {
  allowPrivilegeEscalation: false,
  runAsNonRoot: true,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
};
const podOf = (container: JsonObject = {}, pod: JsonObject = {}, kind = 'Deployment') => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name: 'x', namespace: 'games' },
  spec: { template: { spec: { ...pod, containers: [{ securityContext: restricted, ...container }] } } },
});
const app = appOf('a');
const levelOf = (objects: object[], { namespace = {}, policy = '', member = app } = {}) => {
  const { items, diagnostics } = podSecurityOf(
    namespaceOf('games', namespace),
    objects.map((object) => ({ app: member, object: object as never })),
    clusterOf(policy),
  );
  return [items, ...diagnostics.map(({ code }) => code)];
};
const context = (more: JsonObject) => podOf({ securityContext: { ...restricted, ...more } });

describe('podSecurity: auto', () => {
  it.each<[string, object, string]>([
    ['a pod that drops everything', podOf(), 'restricted'],
    [
      'one that binds a low port',
      context({ capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } }),
      'restricted',
    ],
    [
      'volumes of the restricted list',
      podOf(
        {},
        {
          volumes: [
            { name: 'a', emptyDir: {} },
            { name: 'b', persistentVolumeClaim: { claimName: 'c' } },
          ],
        },
      ),
      'restricted',
    ],
    [
      'the context said once for the pod',
      podOf(
        { securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } },
        { securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } } },
      ),
      'restricted',
    ],
    ['no context', podOf({ securityContext: {} }), 'baseline'],
    ['root', context({ runAsUser: 0 }), 'baseline'],
    ['root by the pod', podOf({}, { securityContext: { runAsUser: 0 } }), 'baseline'],
    ['an inline NFS volume', podOf({}, { volumes: [{ name: 'a', nfs: { server: 's', path: '/p' } }] }), 'baseline'],
    ['a capability of the baseline list', context({ capabilities: { drop: ['ALL'], add: ['CHOWN'] } }), 'baseline'],
    ['a capability beyond', context({ capabilities: { drop: ['ALL'], add: ['NET_ADMIN'] } }), 'privileged'],
    ['a privileged container', context({ privileged: true }), 'privileged'],
    [
      'a privileged init container',
      podOf({}, { initContainers: [{ securityContext: { privileged: true } }] }),
      'privileged',
    ],
    ['a host path', podOf({}, { volumes: [{ name: 'a', hostPath: { path: '/dev' } }] }), 'privileged'],
    ['the network of the host', podOf({}, { hostNetwork: true }), 'privileged'],
    ['a port of the host', podOf({ ports: [{ containerPort: 1, hostPort: 1 }] }), 'privileged'],
    ['no seccomp', context({ seccompProfile: { type: 'Unconfined' } }), 'privileged'],
    ['no AppArmor', context({ appArmorProfile: { type: 'Unconfined' } }), 'privileged'],
    ['all of /proc', context({ procMount: 'Unmasked' }), 'privileged'],
    [
      'a sysctl of the node',
      podOf({}, { securityContext: { sysctls: [{ name: 'net.core.somaxconn', value: '1' }] } }),
      'privileged',
    ],
    [
      'a sysctl of the pod',
      podOf({}, { securityContext: { sysctls: [{ name: 'net.ipv4.tcp_syncookies', value: '1' }] } }),
      'restricted',
    ],
  ])('%s needs %s', (_title, object, level) => {
    expect(levelOf([podOf(), object])).toEqual([level]);
  });

  it('reads the values of app-template', () => {
    const values = JSON.stringify({
      defaultPodOptions: { hostNetwork: true },
      controllers: { a: { containers: { a: {} } } },
    });
    expect(levelOf([objectOf(release('a', 'games', values))])).toEqual(['privileged']);
  });

  it('says nothing where a chart or an upstream folder runs, unless it is said', () => {
    const chart = objectOf(release('a'));
    expect(levelOf([chart, podOf()])).toEqual([undefined]);
    expect(levelOf([chart, podOf()], { namespace: { podSecurityWritten: true } })).toEqual(['restricted']);
    expect(podSecurityOf(namespaceOf('games'), [{ app }], clusterOf()).items).toBeUndefined();
  });

  it('is the policy of the cluster where nothing runs that can be read', () => {
    expect(levelOf([], { policy: 'policy: { podSecurity: baseline }' })).toEqual(['baseline']);
    expect(levelOf([])).toEqual([undefined]);
  });

  it('goes below the policy only with a reason', () => {
    const policy = 'policy: { podSecurity: restricted }';
    expect(levelOf([podOf({ securityContext: {} })], { policy })).toEqual(['baseline', 'pod-security-floor']);
    expect(levelOf([podOf({ securityContext: {} })], { policy, member: { ...app, podSecurityReason: 'x' } })).toEqual([
      'baseline',
    ]);
    expect(levelOf([podOf()], { policy: 'policy: { podSecurity: baseline }' })).toEqual(['restricted']);
  });

  it('gives way to what the file says', () => {
    expect(levelOf([podOf()], { namespace: { podSecurity: 'privileged' } })).toEqual(['privileged']);
  });
});
