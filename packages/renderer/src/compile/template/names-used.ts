import { byCodeUnit } from '../../model/json.ts';
import { staticPath, writtenPath } from './convert-expression.ts';
import type { TemplateKind } from './delimiters.ts';
import { functions } from './functions.ts';
import { parseTemplate } from './parse.ts';
import { TemplateFailure } from './problem.ts';

/**
 * The names a template reads, as an expression writes them (`vars.color`, `secrets["a-b"].name`), sorted, without those it
 * binds itself (set, for, macro, import). A computed key ends a name (`vars[x]` reads `vars`). Includes are not followed. A
 * text that cannot be parsed reads nothing: rendering it reports why.
 */
export const namesUsed = (text: string, kind: TemplateKind = 'scalar'): string[] => {
  if (!text.includes('<%')) return [];
  try {
    const paths = new Map<string, string>();
    const own = new Set<string>(['loop']);
    collect(parseTemplate(text, kind).body, paths, own);
    return [...paths]
      .filter(([, root]) => !own.has(root))
      .map(([path]) => path)
      .sort(byCodeUnit);
  } catch (error) {
    if (error instanceof TemplateFailure) return [];
    throw error;
  }
};

/** Walks the tree without knowing each kind of node: names and members are read, fields that bind names are noted. */
const collect = (node: unknown, paths: Map<string, string>, own: Set<string>): void => {
  if (Array.isArray(node)) for (const item of node) collect(item, paths, own);
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
  const fields = node as { kind?: string } & Record<string, unknown>;
  if (fields.kind === 'name' || fields.kind === 'member') {
    const path = staticPath(fields as Parameters<typeof staticPath>[0]);
    if (path !== undefined) {
      const root = path[0]!;
      if (path.length > 1 || !Object.hasOwn(functions, root)) paths.set(writtenPath(path), root);
      return;
    }
  }
  for (const name of bound(fields)) own.add(name);
  for (const value of Object.values(fields)) collect(value, paths, own);
};

const bound = (node: { kind?: string } & Record<string, unknown>): string[] => {
  const named = (list: unknown) => (list as { name: string; alias?: string }[]).map((each) => each.alias ?? each.name);
  switch (node.kind) {
    case 'set':
      return node['targets'] as string[];
    case 'for':
      return node['names'] as string[];
    case 'macro':
      return [node['name'] as string, ...named(node['parameters'])];
    case 'import':
      return [node['target'] as string];
    case 'from':
      return named(node['names']);
    default:
      return [];
  }
};
