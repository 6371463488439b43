/**
 * Step 1, types → inlined schemas.
 *
 * 1. Write one entry module that re-exports the type of every kind under a name of its own.
 * 2. Let ts-json-schema-generator inline each of them (`expose: none`).
 * 3. Mark what came from a named type with `$type` (`<module>/<Name>`): refine's tables and the names of definitions need it,
 *    and no marker leaves refine.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import {
  type AliasType,
  AliasTypeFormatter,
  Context,
  createFormatter,
  createParser,
  createProgram,
  DEFAULT_CONFIG,
  getKey,
  type ObjectType,
  ObjectTypeFormatter,
  SchemaGenerator,
  type SubTypeFormatter,
  type TypeFormatter,
} from 'ts-json-schema-generator';
import ts from 'typescript';
import type { Schema } from './json.ts';
import type { KindSource } from './kinds.ts';

/** One kind and the schema of its type, as the generator gave it. */
export interface RawKind {
  readonly exportName: string;
  readonly kind: string;
  readonly module: string;
  readonly schema: Schema;
}

const exportNameOf = (module: string, kind: string): string => `${module}/${kind}`.replace(/[^A-Za-z0-9]+/g, '_');

const importLine = ({ module, kinds }: KindSource): string[] =>
  kinds.map((kind) => {
    const name = exportNameOf(module, kind);
    return module.startsWith('interfaces/')
      ? `import type { ${kind} as I${name} } from '../${module}.ts';\nexport type ${name} = I${name};`
      : `import type { I${kind} as I${name} } from '${module}/${kind}';\nexport type ${name} = I${name};`;
  });

/** `…/node_modules/kubernetes-models/v1/PodSpec.d.ts` + `IPodSpec` → `kubernetes-models/v1/PodSpec`. */
const typeNameOf = (root: string, fileName: string, name: string): string => {
  const path = relative(root, fileName).replace(/^.*node_modules\//, '');
  const bare = /^I[A-Z]/.test(name) && path.endsWith('.d.ts') ? name.slice(1) : name;
  return `${path.replace(/(\/[^/]*\.d\.ts|\.ts)$/, '')}/${bare}`;
};

const namesOfTypes = (root: string, program: ts.Program): Map<string, string> => {
  const names = new Map<string, string>();
  for (const file of program.getSourceFiles()) {
    for (const statement of file.statements) {
      if (!ts.isInterfaceDeclaration(statement) && !ts.isTypeAliasDeclaration(statement)) continue;
      const prefix = ts.isInterfaceDeclaration(statement) ? 'interface' : 'alias';
      const name = typeNameOf(root, file.fileName, statement.name.text);
      names.set(`${prefix}-${getKey(statement, new Context())}`, name);
    }
  }
  return names;
};

/** Wraps a formatter so that a definition made from a named type carries `$type`. */
const marking = <T extends AliasType | ObjectType>(
  inner: { supportsType(type: T): boolean; getDefinition(type: T): Schema; getChildren(type: T): unknown[] },
  names: Map<string, string>,
): SubTypeFormatter =>
  ({
    supportsType: (type: T) => inner.supportsType(type),
    getDefinition: (type: T) => {
      const name = names.get(type.getId());
      return name === undefined ? inner.getDefinition(type) : { $type: name, ...inner.getDefinition(type) };
    },
    getChildren: (type: T) => inner.getChildren(type),
  }) as unknown as SubTypeFormatter;

/**
 * Schemas of all kinds, in the order of the table.
 * @param root the tool's folder; `.work/entry.ts` is written below it
 * @throws when a type is not found or does not compile
 */
export const schemasOfTypes = (root: string, sources: readonly KindSource[]): RawKind[] => {
  const entry = join(root, '.work', 'entry.ts');
  mkdirSync(join(root, '.work'), { recursive: true });
  writeFileSync(entry, `${sources.flatMap(importLine).join('\n')}\n`);
  const config = {
    ...DEFAULT_CONFIG,
    path: entry,
    tsconfig: join(root, 'tsconfig.json'),
    expose: 'none' as const,
    topRef: false,
    jsDoc: 'none' as const,
    encodeRefs: false,
  };
  const program = createProgram(config);
  const names = namesOfTypes(root, program);
  const formatter: TypeFormatter = createFormatter(config, (chain, circular) => {
    chain.addTypeFormatter(marking(new ObjectTypeFormatter(circular) as never, names));
    chain.addTypeFormatter(marking(new AliasTypeFormatter(circular) as never, names));
  });
  const generator = new SchemaGenerator(program, createParser(program, config), formatter, config);
  return sources.flatMap(({ module, kinds }) =>
    kinds.map((kind) => {
      const exportName = exportNameOf(module, kind);
      return { exportName, kind, module, schema: generator.createSchema(exportName) as Schema };
    }),
  );
};
