import { describe, expect, it } from 'vitest';
import { assertionsOf, provisionsOf } from '../../../src/link/resolve/provides.ts';
import { appOf, objectOf } from '../fixture.ts';

const made = (yaml: string) => provisionsOf(objectOf(yaml));
const meta = 'metadata: { name: x, namespace: games }';

describe('what an object provides', () => {
  it.each<[string, string, string[]]>([
    ['itself', `{ apiVersion: v1, kind: Secret, ${meta} }`, ['Secret/games/x']],
    [
      'itself, of the cluster',
      '{ apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: { name: x } }',
      ['StorageClass/x'],
    ],
    [
      'a database cluster: Secrets and Services',
      `{ apiVersion: postgresql.cnpg.io/v1, kind: Cluster, ${meta}, spec: { enableSuperuserAccess: true } }`,
      [
        'Cluster/games/x',
        'Secret/games/x-app',
        'Secret/games/x-ca',
        'Secret/games/x-server',
        'Secret/games/x-replication',
        'Secret/games/x-superuser',
        'Service/games/x-rw',
        'Service/games/x-ro',
        'Service/games/x-r',
        'ServiceAccount/games/x',
      ],
    ],
    [
      'a database cluster with a Secret of its own makes no other',
      `{ apiVersion: postgresql.cnpg.io/v1, kind: Cluster, ${meta}, spec: { bootstrap: { initdb: { secret: { name: s } } } } }`,
      [
        'Cluster/games/x',
        'Secret/games/x-ca',
        'Secret/games/x-server',
        'Secret/games/x-replication',
        'Service/games/x-rw',
        'Service/games/x-ro',
        'Service/games/x-r',
        'ServiceAccount/games/x',
      ],
    ],
    [
      'an ExternalSecret of another name',
      `{ apiVersion: external-secrets.io/v1, kind: ExternalSecret, ${meta}, spec: { target: { name: y } } }`,
      ['ExternalSecret/games/x', 'Secret/games/y'],
    ],
    [
      'an ExternalSecret',
      `{ apiVersion: external-secrets.io/v1, kind: ExternalSecret, ${meta}, spec: {} }`,
      ['ExternalSecret/games/x', 'Secret/games/x'],
    ],
    [
      'a Certificate',
      `{ apiVersion: cert-manager.io/v1, kind: Certificate, ${meta}, spec: { secretName: t } }`,
      ['Certificate/games/x', 'Secret/games/t'],
    ],
    [
      'a Gateway that cert-manager looks after',
      '{ apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: { name: x, namespace: games, annotations: { cert-manager.io/cluster-issuer: le } }, spec: { listeners: [{ tls: { certificateRefs: [{ name: t }] } }] } }',
      ['Gateway/games/x', 'Secret/games/t'],
    ],
    [
      'a CRD',
      '{ apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: { name: x.e.com }, spec: { group: e.com } }',
      ['CustomResourceDefinition/x.e.com', 'crds/e.com'],
    ],
    [
      'a StatefulSet: the claims of its first pod',
      `{ apiVersion: apps/v1, kind: StatefulSet, ${meta}, spec: { volumeClaimTemplates: [{ metadata: { name: data } }] } }`,
      ['StatefulSet/games/x', 'PersistentVolumeClaim/games/data-x-0'],
    ],
    [
      'Grafana: its Service',
      `{ apiVersion: grafana.integreatly.org/v1beta1, kind: Grafana, ${meta} }`,
      ['Grafana/games/x', 'Service/games/x-service'],
    ],
    [
      'a release of app-template: Services and accounts that are on',
      `{ apiVersion: helm.toolkit.fluxcd.io/v2, kind: HelmRelease, ${meta}, spec: { values: { controllers: {}, service: { app: {}, off: { enabled: false } }, serviceAccount: { own: {} } } } }`,
      ['HelmRelease/games/x', 'Service/games/x', 'ServiceAccount/games/own'],
    ],
    [
      'a release of any other chart: nothing that we know',
      `{ apiVersion: helm.toolkit.fluxcd.io/v2, kind: HelmRelease, ${meta}, spec: { values: { service: { app: {} } } } }`,
      ['HelmRelease/games/x'],
    ],
  ])('%s', (_title, yaml, expected) => {
    expect(made(yaml)).toEqual(expected);
  });
});

describe('what an app asserts', () => {
  it('is keyed as references are, names being of its namespace unless they say another', () => {
    const app = appOf('a', {
      provides: {
        crds: ['e.com'],
        webhooks: ['e.com'],
        storageClasses: ['fast'],
        snapshotClasses: ['snap'],
        ingressClasses: ['traefik'],
        gateways: ['own', 'network/internal'],
        stores: ['vault', 'SecretStore/games/own'],
        issuers: ['le'],
        services: ['web'],
        secrets: ['auth/token'],
        configMaps: ['c'],
        apis: ['v1beta1.metrics.k8s.io'],
        loadBalancer: 'metallb',
      },
    });
    expect(assertionsOf(app)).toEqual([
      'crds/e.com',
      'webhooks/e.com',
      'StorageClass/fast',
      'VolumeSnapshotClass/snap',
      'IngressClass/traefik',
      'Gateway/games/own',
      'Gateway/network/internal',
      'ClusterSecretStore/vault',
      'SecretStore/games/own',
      'ClusterIssuer/le',
      'Service/games/web',
      'Secret/auth/token',
      'ConfigMap/games/c',
      'apis/v1beta1.metrics.k8s.io',
      'loadBalancer',
    ]);
  });
});
