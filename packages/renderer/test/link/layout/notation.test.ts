import { describe, expect, it } from 'vitest';
import { inTreeNotation } from '../../../src/link/layout/flux/notation.ts';
import type { JsonObject, JsonValue } from '../../../src/model/json.ts';
import { clusterOf } from '../fixture.ts';

const { placeholders } = clusterOf('', [
  { name: 'TEXT', type: 'string' },
  { name: 'PORT', type: 'port' },
  { name: 'DOMAIN', type: 'fqdn' },
  { name: 'SIZE', type: 'quantity' },
]);
const written = (object: JsonObject, substitutes = true) => inTreeNotation(object, { substitutes, placeholders });
const inData = (text: string, substitutes = true): JsonValue =>
  (written({ kind: 'ConfigMap', metadata: {}, data: { a: `see ${text}` } }, substitutes) as { data: JsonObject }).data[
    'a'
  ]!;

describe('dollars', () => {
  it.each([
    ['${X}', '${X}', '${X}'],
    ['$X $1 $', '$X $1 $', '$X $1 $'],
    ['$${X}', '$${X}', '${X}'],
    ['$$X', '$$$$X', '$$X'],
    ['$$${X}', '$$$${X}', '$${X}'],
    ['a$$', 'a$$$$', 'a$$'],
  ])('of %s are written %s where Flux substitutes, %s where it does not', (author, substituted, plain) => {
    expect([inData(author), inData(author, false)]).toEqual([`see ${substituted}`, `see ${plain}`]);
  });

  it('are left alone in an object that is never substituted, and escaped in keys', () => {
    const never = { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' };
    expect(written({ metadata: { annotations: never }, data: { a: '$$X $${X}' } })).toEqual({
      metadata: { annotations: never },
      data: { a: '$$X ${X}' },
    });
    expect(written({ metadata: {}, data: { a$$b: 'x' } })).toEqual({ metadata: {}, data: { a$$$$b: 'x' } });
  });
});

describe('a value that is one placeholder', () => {
  const pod = (container: JsonObject) =>
    written({ kind: 'Deployment', metadata: {}, spec: { containers: [container] } })['spec'];
  const kept = (name: string) => `\${${name}#: }`;

  it('stays a string where the field is one', () => {
    expect(pod({ env: [{ name: 'A', value: '${PORT}' }], args: ['${PORT}'], command: ['${TEXT}'] })).toEqual({
      containers: [{ env: [{ name: 'A', value: kept('PORT') }], args: [kept('PORT')], command: [kept('TEXT')] }],
    });
    expect(written({ kind: 'ConfigMap', metadata: { labels: { a: '${SIZE}' } }, data: { a: '${PORT}' } })).toEqual({
      kind: 'ConfigMap',
      metadata: { labels: { a: kept('SIZE') } },
      data: { a: kept('PORT') },
    });
  });

  it('stays what its type is elsewhere: a port a number, a text a string', () => {
    expect(pod({ ports: [{ containerPort: '${PORT}' }], x: '${TEXT}', limit: '${SIZE}' })).toEqual({
      containers: [{ ports: [{ containerPort: '${PORT}' }], x: kept('TEXT'), limit: '${SIZE}' }],
    });
  });

  it('is left as it is where it can only read as a string, is part of a text, or has an operator', () => {
    const env = ['${DOMAIN}', 'x${PORT}', '${PORT:=1}', '${PORT^^}'].map((value) => ({ value }));
    expect(pod({ env })).toEqual({ containers: [{ env }] });
  });

  it('stays a string in what app-template makes string fields of, and is let be in the values of a chart', () => {
    const controllers = {
      app: { containers: { app: { env: { A: '${PORT}', B: { value: '${PORT}' } }, args: ['${PORT}'] } } },
    };
    expect(
      written({
        kind: 'HelmRelease',
        metadata: {},
        spec: { values: { controllers, env: { A: '${PORT}' }, name: '${TEXT}' } },
      })['spec'],
    ).toEqual({
      values: {
        controllers: {
          app: { containers: { app: { env: { A: kept('PORT'), B: { value: kept('PORT') } }, args: [kept('PORT')] } } },
        },
        env: { A: '${PORT}' },
        name: '${TEXT}',
      },
    });
  });
});
