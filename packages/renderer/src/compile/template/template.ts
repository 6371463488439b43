import type { Diagnostic, Origin, Staged } from '../../model/diagnostic.ts';
import { isJsonObject, type JsonObject, type JsonPointer, type JsonValue, pointerOf } from '../../model/json.ts';
import type { Budget } from './budget.ts';
import { looksLikeOwnName } from './own-name.ts';
import { problemDiagnostic } from './problem.ts';
import { renderScalar } from './scalar.ts';

export interface DefinitionExpressions {
  /** The merged definition. */
  definition: JsonObject;
  /** The table of names; a function where it differs by place (`ports` of the own container first). */
  names: JsonObject | ((pointer: JsonPointer) => JsonObject);
  /** True for a scalar in quotes: its expressions give text. */
  isQuoted: (pointer: JsonPointer) => boolean;
  /** Where the scalar was written. `offset` (in its value, from 0) is added. */
  originOf: (pointer: JsonPointer) => Origin;
  /** Nodes left as they are, with all below them. */
  skip?: readonly JsonPointer[];
  /** First segments that names may have although the table lacks them. */
  roots?: readonly string[];
  budget?: Partial<Budget>;
}

/**
 * The room `template`: evaluates the expressions of a merged definition.
 * 1. every string scalar is evaluated on its own (a value can never become a key or break the document);
 * 2. a plain scalar that is one expression keeps its type, a quoted one gives text;
 * 3. an expression in a key is an error; `{{ own.name }}` gets a note;
 * 4. every problem becomes a diagnostic, and its scalar stays as it was written.
 * What holds no expression is not copied. Files under `templates/` go through `renderTextTemplate`.
 */
export const evaluateDefinition = (input: DefinitionExpressions): Staged<JsonObject> => {
  const diagnostics: Diagnostic[] = [];
  const walk: Walk = { ...input, skipped: new Set(input.skip ?? []), diagnostics, path: [] };
  return { items: evaluated(input.definition, walk) as JsonObject, diagnostics };
};

interface Walk extends DefinitionExpressions {
  skipped: ReadonlySet<JsonPointer>;
  diagnostics: Diagnostic[];
  path: (string | number)[];
}

const evaluated = (value: JsonValue, walk: Walk): JsonValue => {
  if (typeof value === 'string') return evaluatedScalar(value, walk);
  if (typeof value !== 'object' || value === null) return value;
  if (walk.skipped.size > 0 && walk.skipped.has(pointerOf(walk.path))) return value;
  if (Array.isArray(value)) {
    const items = value.map((item, index) => below(index, item, walk));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  if (!isJsonObject(value)) return value;
  let changed = false;
  const entries = Object.entries(value).map(([key, item]): [string, JsonValue] => {
    const next = below(key, item, walk);
    if (key.includes('<%')) refuseKey(key, walk);
    changed ||= next !== item;
    return [key, next];
  });
  return changed ? Object.fromEntries(entries) : value;
};

const below = (segment: string | number, value: JsonValue, walk: Walk): JsonValue => {
  walk.path.push(segment);
  const result = evaluated(value, walk);
  walk.path.pop();
  return result;
};

const evaluatedScalar = (text: string, walk: Walk): JsonValue => {
  const holdsExpression = text.includes('<%');
  if (!holdsExpression && !text.includes('{{')) return text;
  const pointer = pointerOf(walk.path);
  if (walk.skipped.has(pointer)) return text;
  const names = typeof walk.names === 'function' ? walk.names(pointer) : walk.names;
  noteBraces(text, names, pointer, walk);
  if (!holdsExpression) return text;
  const { roots, budget } = walk;
  const keepType = !walk.isQuoted(pointer);
  const result = renderScalar(text, names, { keepType, ...(roots && { roots }), ...(budget && { budget }) });
  if ('value' in result) return result.value;
  walk.diagnostics.push(problemDiagnostic(result.problem, walk.originOf(pointer)));
  return text;
};

const noteBraces = (text: string, names: JsonObject, pointer: JsonPointer, walk: Walk): void => {
  const found = looksLikeOwnName(text, names);
  if (found === undefined) return;
  walk.diagnostics.push({
    code: 'template-braces',
    severity: 'note',
    message: `\`${found.written}\` is ordinary text, though \`${found.name}\` is a name this definition may read`,
    hint: `Write \`<% ${found.name} %>\`, unless the braces are meant for another program.`,
    origin: { ...walk.originOf(pointer), offset: found.offset },
  });
};

const refuseKey = (key: string, walk: Walk): void => {
  walk.diagnostics.push({
    code: 'template-refused',
    severity: 'error',
    message: `an expression in the key \`${key.slice(0, 60)}\``,
    hint: 'Expressions are for values; write the key out.',
    origin: walk.originOf(pointerOf([...walk.path, key])),
  });
};
