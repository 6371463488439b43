import { describe, expect, it } from 'vitest';
import { evaluateDefinition } from '../../../src/compile/template/template.ts';
import type { JsonObject, JsonPointer } from '../../../src/model/json.ts';
import { names } from './fixture.ts';

const evaluate = (definition: JsonObject, quoted: JsonPointer[] = [], skip: JsonPointer[] = []) =>
  evaluateDefinition({
    definition,
    names,
    isQuoted: (pointer) => quoted.includes(pointer),
    originOf: (pointer) => ({ file: 'apps/games/romm/app.yaml', pointer }),
    skip,
  });

describe('a definition', () => {
  it('has every scalar evaluated, quoted ones as text', () => {
    const { items, diagnostics } = evaluate(
      {
        name: 'romm',
        port: '<% ports.http %>',
        quoted: '<% ports.http %>',
        list: ['x', { 'a/b': 'https://<% route.host %>' }],
        number: 3,
        nothing: null,
      },
      ['/quoted'],
    );
    expect(diagnostics).toEqual([]);
    expect(items).toEqual({
      name: 'romm',
      port: 8080,
      quoted: '8080',
      list: ['x', { 'a/b': 'https://romm.${SECRET_DOMAIN}' }],
      number: 3,
      nothing: null,
    });
  });

  it('is the same object where nothing is to evaluate', () => {
    const definition = { a: { b: ['c', '{{ .Values.x }}'] } };
    expect(evaluate(definition).items).toBe(definition);
  });

  it('reports all problems at once, each at its scalar', () => {
    const { diagnostics, items } = evaluate({ a: '<% rout.host %>', b: { 'c/d': ['x <% apps.y.url | upper %>'] } });
    expect(items['a']).toBe('<% rout.host %>');
    expect(diagnostics).toMatchObject([
      {
        code: 'template-undefined',
        severity: 'error',
        hint: 'Did you mean route?',
        origin: { file: 'apps/games/romm/app.yaml', pointer: '/a', offset: 3 },
      },
      { code: 'template-refused', origin: { pointer: '/b/c~1d/0', offset: 12 } },
    ]);
  });

  it('leaves what is skipped, with all below', () => {
    const definition = { a: { b: '<% nosuch %>', c: ['<% nosuch %>'] }, d: '<% nosuch %>', e: '<% app.name %>' };
    const { items, diagnostics } = evaluate(definition, [], ['/a', '/d']);
    expect(diagnostics).toEqual([]);
    expect(items).toEqual({ ...definition, e: 'romm' });
  });

  it('refuses an expression in a key', () => {
    expect(evaluate({ a: { '<% app.name %>': 1 } }).diagnostics).toMatchObject([
      { code: 'template-refused', origin: { pointer: '/a/<% app.name %>' } },
    ]);
  });

  it('notes own names in foreign braces', () => {
    const { diagnostics, items } = evaluate({
      url: 'https://{{ route.host }}',
      helm: '{{ .Values.route.host }} {{ include "x" . }} {{ vars.nosuch }} {{ host }}',
    });
    expect(items['url']).toBe('https://{{ route.host }}');
    expect(diagnostics).toMatchObject([
      {
        code: 'template-braces',
        severity: 'note',
        hint: expect.stringContaining('`<% route.host %>`'),
        origin: { pointer: '/url', offset: 8 },
      },
    ]);
  });

  it('takes names that differ by place', () => {
    const { items } = evaluateDefinition({
      definition: { a: { port: '<% port %>' }, b: { port: '<% port %>' } },
      names: (pointer) => ({ port: pointer.startsWith('/a') ? 1 : 2 }),
      isQuoted: () => false,
      originOf: (pointer) => ({ file: 'x', pointer }),
    });
    expect(items).toEqual({ a: { port: 1 }, b: { port: 2 } });
  });
});
