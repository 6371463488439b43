import { describe, expect, it } from 'vitest';
import { offsetInTemplate } from '../../src/origin/template-line.ts';

const text = `<%% for index in range(2) %%>
---
kind: ConfigMap
metadata: { name: settings-<% index %>, labels: { "app.kubernetes.io/name": x } }
data:
  index: "1"
  a.b: c
spec:
  - port: 1
  - port: 2
<%% endfor %%>
`;

const shown = (pointer: string): string | undefined => {
  const offset = offsetInTemplate(text, pointer);
  return offset === undefined ? undefined : text.slice(offset, offset + 8).split('\n')[0];
};

describe('the place of a field in a text template', () => {
  it.each([
    ['a key in block style', '/data/index', 'index: "'],
    ['a key in flow style', '/metadata/name', 'name: se'],
    ['a quoted key with a slash', '/metadata/labels/app.kubernetes.io~1name', '"app.kub'],
    ['a key with a dot, which stands for itself', '/data/a.b', 'a.b: c'],
    ['the nearest key above one that is not written', '/data/missing', 'data:'],
  ])('%s', (_name, pointer, at) => {
    expect(shown(pointer)).toBe(at);
  });

  it('a key written twice is not guessed at', () => {
    expect(shown('/spec/1/port')).toBeUndefined();
  });

  it('the object itself has no key', () => {
    expect(shown('')).toBeUndefined();
  });
});
