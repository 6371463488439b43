import { isJsonObject, type JsonValue } from '../../model/json.ts';
import { nearest } from '../../model/nearest.ts';
import { type Opaque, opaqueApps, opaqueOf } from '../../model/opaque.ts';
import { staticPath, writtenPath } from './convert-expression.ts';
import { functions, prototypeNames, refusedFunctions } from './functions.ts';
import { kindOf } from './printed.ts';
import { fail } from './problem.ts';
import { type Bound, isCallable, isMacro, type State } from './scope.ts';
import type { Expression, Member, Name } from './syntax.ts';

/** What a name stands for: variables of the template, then the table of names, then `apps`. `undefined` when nothing. */
export const boundTo = (name: string, state: State): Bound => {
  for (let frame = state.frame; frame !== undefined; frame = frame.parent) {
    const value = frame.variables.get(name);
    if (value !== undefined || frame.variables.has(name)) return value;
  }
  if (Object.hasOwn(state.names, name)) return state.names[name];
  return name === 'apps' && state.names === state.run.names ? opaqueApps : undefined;
};

const namesInScope = (state: State): string[] => {
  const names = new Set(Object.keys(state.names));
  if (state.names === state.run.names) names.add('apps');
  for (let frame = state.frame; frame !== undefined; frame = frame.parent) {
    for (const name of frame.variables.keys()) names.add(name);
  }
  return [...names];
};

const suggestion = (found: string, known: readonly string[], write: (name: string) => string): string | undefined => {
  const near = nearest(found, known);
  if (near !== undefined) return `Did you mean ${write(near)}?`;
  return known.length === 0 ? undefined : `There is: ${known.slice(0, 20).join(', ')}.`;
};

/** Throws the error for a name that stands for nothing. `covered`: under `default` or `is defined`, where that is allowed. */
const unboundName = (node: Name, state: State, covered: boolean): undefined => {
  const { name, at } = node;
  if (Object.hasOwn(functions, name)) {
    return fail('template-refused', `\`${name}\` can only be called`, `Such as \`${functions[name]!.example}\`.`, at);
  }
  if (Object.hasOwn(refusedFunctions, name)) {
    return fail('template-refused', `\`${name}\` is not supported`, refusedFunctions[name], at);
  }
  if (prototypeNames.has(name)) return fail('template-refused', `\`${name}\` cannot be read`, undefined, at);
  const { roots } = state.run;
  if (covered && (roots === undefined || roots.includes(name))) return undefined;
  const hidden = state.names !== state.run.names && Object.hasOwn(state.run.names, name);
  const hint = hidden
    ? 'An imported file sees the names of the app with `import … with context`.'
    : suggestion(name, [...namesInScope(state), ...(covered ? (roots ?? []) : [])], (near) => near);
  return fail('template-undefined', `there is no name \`${name}\``, hint, at);
};

/** What a name or member stands for, opaque values and macros included. With `covered`, `undefined` when it does not exist. */
export const lookUp = (node: Name | Member, state: State, covered: boolean, key: KeyReader): Bound => {
  if (node.kind === 'name') return boundTo(node.name, state) ?? missingName(node, state, covered);
  const { target } = node;
  const owner =
    target.kind === 'name' || target.kind === 'member' ? lookUp(target, state, covered, key) : key(target, covered);
  if (owner === undefined) return undefined;
  return memberOf(owner, node.key.kind === 'literal' ? node.key.value : key(node.key, false), node, covered);
};

/** Evaluates what stands in brackets, or before a dot, when it is more than a name. */
export type KeyReader = (node: Expression, covered: boolean) => JsonValue | undefined;

const missingName = (node: Name, state: State, covered: boolean): JsonValue | undefined => {
  if (Object.hasOwn(state.names, node.name)) return state.names[node.name];
  return unboundName(node, state, covered);
};

const shown = (node: Expression): string => {
  const path = staticPath(node);
  return path === undefined ? 'the value' : `\`${writtenPath(path)}\``;
};

const memberOf = (owner: Bound, key: JsonValue | undefined, node: Member, covered: boolean): Bound => {
  const { at } = node;
  if (typeof key !== 'string' && typeof key !== 'number') {
    return fail('template-type', `a key is text or a number, found ${kindOf(key)}`, undefined, at);
  }
  const name = String(key);
  const opaque = opaqueOf(owner);
  if (opaque !== undefined) return opaqueMember(opaque, name, node);
  if (isCallable(owner)) return callableMember(owner, name, node, covered);
  if (Array.isArray(owner)) {
    if (name === 'length') return owner.length;
    if (/^(?:0|[1-9]\d*)$/u.test(name) && Number(name) < owner.length) return owner[Number(name)];
  } else if (typeof owner === 'string') {
    if (name === 'length') return owner.length;
  } else if (isJsonObject(owner) && Object.hasOwn(owner, name)) return owner[name];
  if (prototypeNames.has(name)) {
    return fail('template-refused', `\`${name}\` is no key of the data and cannot be read`, undefined, at);
  }
  if (covered) return undefined;
  const keys = isJsonObject(owner) ? Object.keys(owner) : [];
  const path = staticPath(node.target);
  const hint = suggestion(name, keys, (near) => (path === undefined ? near : writtenPath([...path, near])));
  const what = isJsonObject(owner) ? '' : `, it is ${kindOf(owner)}`;
  return fail('template-undefined', `${shown(node.target)} has no \`${name.slice(0, 60)}\`${what}`, hint, at);
};

/** Also under `default`: what another app has is not known here, so it cannot be asked. */
const opaqueMember = (opaque: Opaque, name: string, node: Member): JsonValue => {
  const value = 'member' in opaque ? opaque.member(name) : undefined;
  if (value !== undefined) return value;
  const known = 'known' in opaque ? opaque.known : [];
  return fail(
    'template-undefined',
    `${shown(node.target)} has no \`${name.slice(0, 60)}\``,
    suggestion(name, known, (near) => near),
    node.at,
  );
};

const callableMember = (owner: Bound, name: string, node: Member, covered: boolean): Bound => {
  if (!isCallable(owner) || isMacro(owner)) {
    return fail('template-refused', 'a macro has nothing to read, it can only be called', undefined, node.at);
  }
  const value = owner.variables.get(name);
  if (value !== undefined) return value;
  if (prototypeNames.has(name)) return fail('template-refused', `\`${name}\` cannot be read`, undefined, node.at);
  if (covered) return undefined;
  const hint = suggestion(name, [...owner.variables.keys()], (near) => near);
  return fail('template-undefined', `${owner.file} has no \`${name.slice(0, 60)}\``, hint, node.at);
};
