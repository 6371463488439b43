import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { serializeDocuments } from '../../../src/link/serialize/serialize.ts';
import type { JsonObject, JsonValue } from '../../../src/model/json.ts';

const body = (object: JsonObject): string => serializeDocuments([object], '').slice('---\n'.length);

describe('serializeDocuments', () => {
  it('writes header, markers, key order, lists under their key', () => {
    const namespace = { kind: 'Namespace', metadata: { labels: { a: 'b' }, name: 'games' }, apiVersion: 'v1' };
    const kustomization: JsonObject = {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      spec: { wait: true, path: './x', dependsOn: [{ name: 'b', readyExpr: 'c' }, { name: 'd' }], interval: '1h' },
      metadata: { namespace: 'flux-system', name: 'romm' },
    };
    expect(serializeDocuments([namespace, kustomization], 'Rendered by keelson.')).toBe(
      [
        '# Rendered by keelson.',
        '---',
        'apiVersion: v1',
        'kind: Namespace',
        'metadata:',
        '  name: games',
        '  labels:',
        '    a: b',
        '---',
        'apiVersion: kustomize.toolkit.fluxcd.io/v1',
        'kind: Kustomization',
        'metadata:',
        '  name: romm',
        '  namespace: flux-system',
        'spec:',
        '  dependsOn:',
        '    - name: b',
        '      readyExpr: c',
        '    - name: d',
        '  interval: 1h',
        '  path: ./x',
        '  wait: true',
        '',
      ].join('\n'),
    );
  });

  it('keeps the order of the maker elsewhere, and writes empty and nested collections', () => {
    expect(body({ z: {}, a: [], m: [[1, [2]], [], {}, { k: 1, x: [null] }] })).toBe(
      'z: {}\na: []\nm:\n  - - 1\n    - - 2\n  - []\n  - {}\n  - k: 1\n    x:\n      - null\n',
    );
  });

  it.each([
    ...[
      '5432',
      'true',
      'No',
      'y',
      'N',
      'off',
      '~',
      'null',
      '',
      '1e3',
      '0x1',
      '0o7',
      '010',
      '1_000',
      '.5',
      '-.5',
      '5.',
      '+1',
    ],
    ...[
      '22:22',
      '1:30:00',
      '2020-01-02',
      '2020-01-02T10:00:00Z',
      '.inf',
      '.NaN',
      '=',
      '<<',
      '12e03',
      'e5',
      '-',
      '?',
      ':',
      '.',
    ],
    ...[
      ' x',
      'x ',
      'a: b',
      'a:',
      'a #b',
      '#c',
      '*x',
      '&a',
      '!t',
      '@daily',
      '%p',
      '`b`',
      '|',
      '>',
      '[a]',
      '{a}',
      ',a',
      "'q'",
    ],
    ...[
      '- x',
      '? x',
      ': x',
      '---',
      '--- x',
      '...',
      'a\tb',
      'a\rb',
      '\u00a0',
      '\u0085',
      '\u2028',
      '\ufeff',
      '\x7f',
      ' \n ',
    ],
  ])('quotes %j', (text) => expect(body({ a: text })).toMatch(/^a: (".*"|'.*')\n$/));

  it.each([
    ...[
      'example.com',
      'https://a.b/c?d=e&f=g#h',
      'romm.${SECRET_DOMAIN}',
      '${X#:}',
      '20Gi',
      '100m',
      '1.2.3',
      '10.0.0.5',
    ],
    ...[
      "status.conditions.exists(e, e.type == 'Ready' && e.status == 'True')",
      '5.2.0@sha256:00ff',
      '-Xmx1g',
      '--flag=a',
      ':8080',
    ],
    ...[
      '8080:80',
      "it's",
      'a"b',
      '^\\d+$',
      'é',
      '😀',
      'yesterday',
      'nobody',
      'truely',
      'on-call',
      '/data',
      './x',
      'a#b',
      'a,b',
    ],
  ])('writes %s plain', (text) => expect(body({ a: text })).toBe(`a: ${text}\n`));

  it.each([
    ['"{{ .a }}"', '{{ .a }}'],
    ['\'{"a": 1}\'', '{"a": 1}'],
    ['"${X#: }"', '${X#: }'],
    [`"'\\"'"`, `'"'`],
  ])('writes quotes as %s', (expected, text) => expect(body({ a: text })).toBe(`a: ${expected}\n`));

  it.each([
    ['|\n  a\n  b\n', 'a\nb\n'],
    ['|-\n  a\n\n  b\n', 'a\n\nb'],
    ['|+\n  a\n\n\n', 'a\n\n\n'],
    ['|2\n     a\n  b\n', '   a\nb\n'],
    ['|2\n  \ta\n', '\ta\n'],
    ['|\n\n  a\n', '\na\n'],
    ['|\n  a: "b" # \\c\n  \td\n', 'a: "b" # \\c\n\td\n'],
  ])('writes a block %j', (expected, text) => expect(body({ a: text })).toBe(`a: ${expected}`));

  it('quotes keys by the same rules, leaves out undefined, takes a comment header as it is', () => {
    const object = { yes: 1, '8': 2, 'a: b': 3, '': 4, gone: undefined } as unknown as JsonObject;
    expect(serializeDocuments([object, {}], '# a\nb')).toBe(
      '# a\n# b\n---\n"8": 2\n"yes": 1\n"a: b": 3\n"": 4\n---\n{}\n',
    );
  });
});

const nasty = fc
  .array(
    fc.constantFrom(
      ...[
        'a',
        'y',
        'no',
        'true',
        '~',
        '0',
        '1',
        '9',
        '.',
        '_',
        '-',
        '+',
        ':',
        'e',
        '0x',
        '0o',
        '#',
        ' ',
        '\n',
        '\n\n',
        '\t',
        '"',
        "'",
        '\\',
      ],
      ...[
        '{',
        '}',
        '[',
        ']',
        ',',
        '&',
        '*',
        '!',
        '|',
        '>',
        '%',
        '@',
        '`',
        '?',
        '=',
        '<<',
        '${X}',
        'é',
        '😀',
        '\u0085',
        '\u2028',
        '\ufeff',
        '\r',
      ],
      ...['\0', '---', '...', '2020-01-02', ': ', '- ', '.inf', '22:22'],
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''));
const string = fc.oneof(nasty, fc.string(), fc.string({ unit: 'binary' }));
const { value } = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    string,
    fc.constantFrom(null, true, false),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(string, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

describe('round trip', () => {
  it.each(['1.1', '1.2'] as const)('reads back under YAML %s', (version) => {
    fc.assert(
      fc.property(fc.dictionary(string, value, { noNullPrototype: true }), (object) => {
        const text = serializeDocuments([object as JsonObject], 'header');
        expect(parse(text, { version, merge: version === '1.1' })).toEqual(object);
      }),
      { numRuns: 400 },
    );
  });

  it('is the same for the same', () => {
    fc.assert(
      fc.property(fc.dictionary(string, value), (object) => {
        const once = serializeDocuments([object as JsonObject], 'h');
        expect(serializeDocuments([structuredClone(object) as JsonObject], 'h')).toBe(once);
        expect(once.endsWith('\n')).toBe(true);
      }),
    );
  });
});

const example = fileURLToPath(new URL('../../../../../../shared/example/kubernetes', import.meta.url));

describe.skipIf(!existsSync(example))('the example tree (shared/example beside the checkout)', () => {
  const files = existsSync(example)
    ? readdirSync(example, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'))
    : [];

  it.each(files)('%s comes out byte for byte, whatever order its first keys have', (file) => {
    const text = readFileSync(join(example, file), 'utf8');
    const header = text.slice(0, text.indexOf('\n'));
    const objects = parseAllDocuments(text).map((document) => document.toJS() as JsonObject);
    const shuffled = objects.map((object) => {
      const { metadata, kind, apiVersion, ...rest } = object;
      return { ...rest, metadata: metadata!, kind: kind!, apiVersion: apiVersion! };
    });
    expect(serializeDocuments(shuffled, header)).toBe(text);
  });
});
