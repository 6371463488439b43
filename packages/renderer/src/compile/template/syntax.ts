import type { JsonScalar } from '../../model/json.ts';
import type { Position, TemplateSource } from './problem.ts';

/** Our syntax tree: only what is supported, every node with its place. Made from nunjucks' tree by `convert-*.ts`. */
export interface Arguments {
  positional: Expression[];
  named: { name: string; value: Expression; at: Position }[];
}

export type Name = { kind: 'name'; at: Position; name: string };
export type Member = { kind: 'member'; at: Position; target: Expression; key: Expression };
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**';
export type CompareOperator = '==' | '===' | '!=' | '!==' | '<' | '>' | '<=' | '>=';

export type Expression =
  | { kind: 'literal'; at: Position; value: JsonScalar }
  | Name
  | Member
  | { kind: 'list'; at: Position; items: Expression[] }
  | { kind: 'map'; at: Position; entries: { key: string; value: Expression }[] }
  | { kind: 'choice'; at: Position; condition: Expression; value: Expression; otherwise: Expression | undefined }
  | { kind: 'and' | 'or' | 'in' | 'concatenate'; at: Position; left: Expression; right: Expression }
  | { kind: 'not'; at: Position; operand: Expression }
  | { kind: 'compare'; at: Position; operator: CompareOperator; left: Expression; right: Expression }
  | {
      kind: 'arithmetic';
      at: Position;
      operator: ArithmeticOperator;
      left: Expression;
      right: Expression;
      /** The whole written as a name with dashes, where it may have been meant so: `secrets["a-b"]`. */
      dashed?: string;
    }
  | { kind: 'sign'; at: Position; operator: '+' | '-'; operand: Expression }
  | { kind: 'filter'; at: Position; name: string; input: Expression; given: Arguments }
  | { kind: 'test'; at: Position; name: string; operand: Expression; given: Arguments }
  | { kind: 'call'; at: Position; callee: Name | Member; given: Arguments }
  | { kind: 'capture'; at: Position; body: Statement[] };

export type Statement =
  | { kind: 'text'; at: Position; text: string }
  | { kind: 'print'; at: Position; value: Expression }
  | { kind: 'if'; at: Position; condition: Expression; body: Statement[]; otherwise: Statement[] }
  | { kind: 'for'; at: Position; names: string[]; over: Expression; body: Statement[]; otherwise: Statement[] }
  | { kind: 'set'; at: Position; targets: string[]; value: Expression }
  | { kind: 'macro'; at: Position; name: string; parameters: Parameter[]; body: Statement[] }
  | { kind: 'include'; at: Position; path: Expression }
  | { kind: 'import'; at: Position; path: Expression; target: string; withContext: boolean }
  | {
      kind: 'from';
      at: Position;
      path: Expression;
      names: { name: string; alias: string; at: Position }[];
      withContext: boolean;
    };

export interface Parameter {
  name: string;
  fallback: Expression | undefined;
}

/** A parsed text: immutable, shared between renders. */
export interface Template extends TemplateSource {
  body: readonly Statement[];
}
