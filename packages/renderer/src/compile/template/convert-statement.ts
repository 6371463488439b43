import { convertExpression, positionOf } from './convert-expression.ts';
import type { SyntaxNode } from './nunjucks-types.ts';
import { fail } from './problem.ts';
import type { Parameter, Statement } from './syntax.ts';

const child = (node: SyntaxNode, field: string): SyntaxNode => node[field] as SyntaxNode;

/** nunjucks' statements as ours. Throws for what is refused. */
export const convertStatements = (nodes: readonly SyntaxNode[]): Statement[] => nodes.flatMap(convertStatement);

const bodyOf = (node: unknown): Statement[] => {
  if (!node) return [];
  const body = node as SyntaxNode;
  return body.typename === 'If' ? convertStatement(body) : convertStatements(body.children ?? []);
};

const nameOf = (node: SyntaxNode | null | undefined, what: string, parent: SyntaxNode): string => {
  if (node?.typename !== 'Symbol') {
    return fail('template-syntax', `${what} is to be a plain name`, undefined, positionOf(node ?? parent));
  }
  const name = node['value'] as string;
  return name === '__proto__' ? fail('template-refused', '`__proto__` is no name', undefined, positionOf(node)) : name;
};

const convertStatement = (node: SyntaxNode): Statement[] => {
  const at = positionOf(node);
  switch (node.typename) {
    case 'Output':
      return (node.children ?? []).flatMap((part): Statement[] => {
        if (part.typename !== 'TemplateData') return [{ kind: 'print', at: positionOf(part), value: printed(part) }];
        const text = part['value'] as string;
        return text === '' ? [] : [{ kind: 'text', at: positionOf(part), text }];
      });
    case 'If':
      return [
        {
          kind: 'if',
          at,
          condition: convertExpression(child(node, 'cond')),
          body: bodyOf(node['body']),
          otherwise: bodyOf(node['else_']),
        },
      ];
    case 'For': {
      const name = child(node, 'name');
      const names = name.typename === 'Array' ? (name.children ?? []) : [name];
      return [
        {
          kind: 'for',
          at,
          names: names.map((each) => nameOf(each, 'the variable of a loop', node)),
          over: convertExpression(child(node, 'arr')),
          body: bodyOf(node['body']),
          otherwise: bodyOf(node['else_']),
        },
      ];
    }
    case 'Set': {
      const targets = (node['targets'] as SyntaxNode[]).map((target) => nameOf(target, 'what `set` sets', node));
      const value = node['value'] ? convertExpression(child(node, 'value')) : captured(child(node, 'body'));
      return [{ kind: 'set', at, targets, value }];
    }
    case 'Macro':
      return [
        {
          kind: 'macro',
          at,
          name: nameOf(child(node, 'name'), 'the name of a macro', node),
          parameters: (child(node, 'args').children ?? []).flatMap((parameter) => parametersOf(parameter, node)),
          body: bodyOf(node['body']),
        },
      ];
    case 'Include': {
      if (node['ignoreMissing']) {
        fail('template-refused', '`ignore missing` would leave a gap unnoticed', 'Create the file.', at);
      }
      return [{ kind: 'include', at, path: convertExpression(child(node, 'template')) }];
    }
    case 'Import':
      return [
        {
          kind: 'import',
          at,
          path: convertExpression(child(node, 'template')),
          target: nameOf(child(node, 'target'), 'the name after `as`', node),
          withContext: node['withContext'] === true,
        },
      ];
    case 'FromImport':
      return [
        {
          kind: 'from',
          at,
          path: convertExpression(child(node, 'template')),
          names: (child(node, 'names').children ?? []).map((each) => importedName(each, node)),
          withContext: node['withContext'] === true,
        },
      ];
    default:
      return fail('template-refused', `\`${node.typename}\` is not supported`, undefined, at);
  }
};

const captured = (node: SyntaxNode) => ({ kind: 'capture' as const, at: positionOf(node), body: bodyOf(node['body']) });

/** `<%% filter … %%>` is parsed as an output whose filter's innermost input is a captured body. */
const printed = (node: SyntaxNode) => {
  const input = node.typename === 'Filter' ? child(node, 'args').children?.[0] : undefined;
  if (input?.typename !== 'Capture') return convertExpression(node);
  const empty = { ...input, typename: 'Literal', value: '' };
  const args = { ...child(node, 'args'), children: [empty, ...(child(node, 'args').children ?? []).slice(1)] };
  const filter = convertExpression({ ...node, typename: 'Filter', name: node['name'], args });
  return filter.kind === 'filter' ? { ...filter, input: captured(input) } : filter;
};

const parametersOf = (node: SyntaxNode, macro: SyntaxNode): Parameter[] =>
  node.typename === 'KeywordArgs'
    ? (node.children ?? []).map((entry) => ({
        name: nameOf(child(entry, 'key'), 'a parameter', macro),
        fallback: convertExpression(child(entry, 'value')),
      }))
    : [{ name: nameOf(node, 'a parameter', macro), fallback: undefined }];

const importedName = (node: SyntaxNode, parent: SyntaxNode) => {
  const aliased = node.typename === 'Pair';
  const name = aliased ? child(node, 'key') : node;
  return {
    name: nameOf(name, 'what is imported', parent),
    alias: nameOf(aliased ? child(node, 'value') : node, 'the name after `as`', parent),
    at: positionOf(name),
  };
};
