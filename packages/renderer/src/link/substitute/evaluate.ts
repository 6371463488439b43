import type { ByteString } from './bytes.ts';
import { toBytes } from './bytes.ts';
import { OperatorFault } from './operator-fault.ts';
import { applyOperator, isDefaultOperator } from './operators.ts';
import type { PlaceholderNode, SubstitutionFault, SubstitutionNode } from './parse.ts';

export type Variables = Readonly<Record<string, string>>;

export interface Evaluation {
  bytes: ByteString;
  fault?: SubstitutionFault;
}

interface Run {
  variables: Variables;
  strict: boolean;
  fault?: SubstitutionFault;
}

const readVariable = (run: Run, node: PlaceholderNode): ByteString => {
  const value = Object.hasOwn(run.variables, node.name) ? run.variables[node.name] : undefined;
  if (value === undefined && run.strict && !isDefaultOperator(node.operator))
    run.fault ??= { message: `variable ${node.name} is not set and has no default`, offset: node.start };
  return toBytes(value ?? '');
};

const placeholder = (run: Run, node: PlaceholderNode): ByteString => {
  // Arguments first, also of a default that is not needed: an unset variable in there is a fault in strict mode.
  const parameters = node.arguments.map((nodes) => evaluateAll(run, nodes));
  const value = readVariable(run, node);
  if (run.fault) return '';
  try {
    return applyOperator(node.operator, value, parameters);
  } catch (error) {
    if (!(error instanceof OperatorFault)) throw error;
    run.fault = {
      message: `\${${node.name}${node.operator}…}: ${error.message}`,
      offset: node.start,
    };
    return '';
  }
};

const evaluateAll = (run: Run, nodes: readonly SubstitutionNode[]): ByteString =>
  nodes.map((node) => (typeof node === 'string' ? toBytes(node) : placeholder(run, node))).join('');

/** The bytes that a parsed text stands for, or the first fault met. */
export const evaluate = (nodes: readonly SubstitutionNode[], variables: Variables, strict: boolean): Evaluation => {
  const run: Run = { variables, strict };
  const bytes = evaluateAll(run, nodes);
  return run.fault ? { bytes: '', fault: run.fault } : { bytes };
};
