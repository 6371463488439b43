/** Which place a person wrote feeds a rendered field: over a model of compile that is small enough to read. */
import { describe, expect, it } from 'vitest';
import type { CompiledApp, CompiledObject } from '../../src/model/compiled.ts';
import type { JsonValue } from '../../src/model/json.ts';
import type { DefinitionFile } from '../../src/model/source.ts';
import { originsOf, type Recompile } from '../../src/origin/origin.ts';

const app = { name: 'romm', host: 'games', replicas: 1, enabled: true, ports: { http: 80, metrics: 90 }, unused: 'x' };
const category = { namespace: 'games', label: 'fun' };
type App = typeof app;
type Category = typeof category;

const file = (path: string, data: JsonValue): DefinitionFile => ({ path, text: '', data, quoted: new Set() });
const files = [file('app.yaml', app), file('category.yaml', category)];

const compiled = ({ name, host, replicas, enabled, ports }: App, { namespace, label }: Category): CompiledApp => {
  const metadata = { name, namespace, labels: { app: name, label } };
  const objects = [
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { replicas, url: `https://${host}/${name}` } },
    { apiVersion: 'v1', kind: 'Service', metadata, spec: { ports: [{ port: ports.http }, { port: ports.metrics }] } },
    ...(enabled ? [{ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { fixed: 'text' } }] : []),
  ];
  return { objects: objects.map((object) => ({ object })) as unknown as CompiledObject[] } as unknown as CompiledApp;
};

const recompile: Recompile = (path, data) => {
  const [ownApp, ownCategory] = path === 'app.yaml' ? [data as App, category] : [app, data as Category];
  // A definition that its schema refuses does not compile.
  return ['romm', 'rommx', 'romm1', 'xromm'].includes(ownApp.name) ? compiled(ownApp, ownCategory) : undefined;
};

const find = originsOf(files, recompile);

describe('the origin of a rendered field', () => {
  it.each([
    ['a value that is carried over', 'Deployment/games/romm', '/spec/replicas', 'app.yaml', '/replicas'],
    ['a joined text: the narrowest of two causes', 'Deployment/games/romm', '/spec/url', 'app.yaml', '/host'],
    ['a value of a layer below', 'Deployment/games/romm', '/metadata/labels/label', 'category.yaml', '/label'],
    ['a name', 'Service/games/romm', '/metadata/name', 'app.yaml', '/name'],
    ['a namespace', 'Service/games/romm', '/metadata/namespace', 'category.yaml', '/namespace'],
    ['one of a list', 'Service/games/romm', '/spec/ports/1/port', 'app.yaml', '/ports/metrics'],
    ['a list: what its scalars have in common', 'Service/games/romm', '/spec/ports', 'app.yaml', '/ports'],
    [
      'a missing key: what feeds the map that lacks it',
      'Service/games/romm',
      '/spec/ports/0/name',
      'app.yaml',
      '/ports/http',
    ],
  ])('%s', (_name, object, pointer, path, at) => {
    expect(find({ object, pointer })).toEqual({ file: path, pointer: at });
  });

  it.each([
    ['what no scalar feeds', 'Deployment/games/romm', '/kind'],
    ['what a switch takes away as a whole', 'ConfigMap/games/romm', '/data/fixed'],
    ['an object that is not there', 'Secret/games/romm', '/data'],
  ])('none for %s', (_name, object, pointer) => {
    expect(find({ object, pointer })).toBeUndefined();
  });

  it('compiles each scalar once, however many fields are asked for', () => {
    let count = 0;
    const counting = originsOf(files, (path, data) => {
      count += 1;
      return recompile(path, data);
    });
    counting({ object: 'Deployment/games/romm', pointer: '/spec/replicas' });
    const first = count;
    counting({ object: 'Service/games/romm', pointer: '/spec/ports/0/port' });
    expect([first, count]).toEqual([8, 8]);
  });
});
