import type { Diagnostic } from '../../../../model/diagnostic.ts';
import { isJsonObject, type JsonObject } from '../../../../model/json.ts';
import type { EvaluatedApp } from '../../../../model/names.ts';
import { didYouMean } from '../../../../model/nearest.ts';
import { mergeDeep } from '../../merge-deep.ts';
import { mapOf, textOf } from '../../written.ts';
import { entriesOf } from './merge.ts';
import { containerKeys, mergeContainer, omit, pick } from './merge-container.ts';
import { unknownName } from './unknown-name.ts';

/** One controller as written, `like` and the short forms opened: every container stands under `containers` or `init`. */
export interface WrittenController {
  id: string;
  /** Written under `controllers`; `false`: the short form, where the workload itself is the controller. */
  named: boolean;
  kind: string;
  keys: JsonObject;
  containers: [string, JsonObject][];
  init: [string, JsonObject][];
}

interface Opened {
  keys: JsonObject;
  containers: JsonObject;
  init: JsonObject;
}

const mergeContainers = (base: JsonObject, over: JsonObject): JsonObject => {
  const merged: JsonObject = { ...base };
  for (const [name, container] of Object.entries(over)) {
    if (container === false || container === null) delete merged[name];
    else merged[name] = mergeContainer(mapOf(merged[name]), mapOf(container));
  }
  return merged;
};

/** `app`, or the only container when it has another name: what container keys written at the controller mean. */
const mainContainer = (containers: JsonObject): string => {
  const names = Object.keys(containers);
  return names.length === 1 && names[0] !== undefined ? names[0] : 'app';
};

/** Nothing asks such pods whether they are ready. */
export const runsToCompletion = (kind: string | undefined): boolean => kind === 'job' || kind === 'cronjob';

/** A job that is like a server has none of its probes: nothing waits for it to be ready. */
const withoutProbes = (containers: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(containers).map(([name, container]) => [name, omit(mapOf(container), ['probe', 'probes'])]),
  );

const open = (written: JsonObject, base: Opened): Opened => {
  const keys = mergeDeep(base.keys, omit(written, [...containerKeys, 'containers', 'init', 'like']));
  const inherited = runsToCompletion(textOf(keys['kind'])) ? withoutProbes(base.containers) : base.containers;
  const containers = mergeContainers(inherited, mapOf(written['containers']));
  const own = pick(written, containerKeys);
  const main = mainContainer(containers);
  if (Object.keys(own).length > 0 || Object.keys(containers).length === 0) {
    containers[main] = mergeContainer(mapOf(containers[main]), own);
  }
  return { keys, containers, init: mergeContainers(base.init, mapOf(written['init'])) };
};

/**
 * The controllers of `workload`, in the order they were written.
 *
 * 1. Without `controllers` the workload itself is one controller, named after the app, with one container `app`.
 * 2. Controller keys of the workload (`kind`, `pod`, `annotations`, …) are defaults of every controller.
 * 3. `like` starts from another controller; container keys beside it mean the container `app`. A circle, or a name that is not
 *    there, is an error.
 */
export const writtenControllers = (
  app: EvaluatedApp,
  workload: JsonObject,
): { controllers: WrittenController[]; diagnostics: Diagnostic[] } => {
  const diagnostics: Diagnostic[] = [];
  const defaults = omit(workload, [...containerKeys, 'controllers', 'services', 'init']);
  const empty: Opened = { keys: defaults, containers: {}, init: {} };
  if (!isJsonObject(workload['controllers'])) {
    const opened = open({ ...pick(workload, ['init']), containers: { app: {} } }, empty);
    return { controllers: [writtenController(app.name, opened, false)], diagnostics };
  }
  const written = new Map(entriesOf(workload['controllers']));
  const openNamed = (id: string, path: readonly string[]): Opened => {
    const controller = written.get(id) ?? {};
    const like = textOf(controller['like']);
    if (like === undefined) return open(controller, empty);
    const pointer = `/workload/controllers/${id}/like`;
    if (!written.has(like)) {
      const message = `found like: ${like}, expected the name of another controller of ${app.name}`;
      diagnostics.push(unknownName(app, pointer, message, didYouMean(like, [...written.keys()])));
      return open(controller, empty);
    }
    if (path.includes(like) || like === id) {
      const circle = [...path, id, like].join(' is like ');
      diagnostics.push(unknownName(app, pointer, `found a circle: ${circle}`, 'Let one of them stand alone.'));
      return open(controller, empty);
    }
    return open(controller, openNamed(like, [...path, id]));
  };
  const controllers = [...written.keys()].map((id) => writtenController(id, openNamed(id, []), true));
  return { controllers, diagnostics: unique(diagnostics) };
};

const writtenController = (id: string, opened: Opened, named: boolean): WrittenController => ({
  id,
  named,
  kind: textOf(opened.keys['kind']) ?? 'deployment',
  keys: opened.keys,
  containers: entriesOf(opened.containers),
  init: entriesOf(opened.init),
});

/** A wrong `like` in the middle of a chain is met once for every controller that is like it. */
const unique = (diagnostics: Diagnostic[]): Diagnostic[] => [
  ...new Map(
    diagnostics.map((diagnostic) => [`${diagnostic.origin?.pointer}${diagnostic.message}`, diagnostic]),
  ).values(),
];
