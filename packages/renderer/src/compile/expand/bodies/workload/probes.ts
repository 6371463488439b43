import type { Diagnostic } from '../../../../model/diagnostic.ts';
import { isJsonObject, type JsonObject, type JsonPointer, type JsonValue } from '../../../../model/json.ts';
import type { EvaluatedApp } from '../../../../model/names.ts';
import { didYouMean } from '../../../../model/nearest.ts';
import { mapOf, present, textOf } from '../../written.ts';
import type { ContainerPort } from './ports.ts';
import { unknownName } from './unknown-name.ts';

/** core/v1 Probe fields besides the handler, in the order of the API reference. */
const timings = [
  'initialDelaySeconds',
  'periodSeconds',
  'timeoutSeconds',
  'successThreshold',
  'failureThreshold',
  'terminationGracePeriodSeconds',
] as const;

/** Kubernetes' default of `periodSeconds` (core/v1 Probe). */
const defaultPeriod = 10;

const unitSeconds: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 };

/** Seconds of a Go duration such as `10m` or `1h30m`. */
const secondsOf = (duration: string): number => {
  let seconds = 0;
  for (const [, amount = '0', unit = 's'] of duration.matchAll(/([0-9]+(?:\.[0-9]+)?)(ms|s|m|h)/gu)) {
    seconds += Number(amount) * (unitSeconds[unit] ?? 0);
  }
  return seconds;
};

interface ProbeContext {
  app: EvaluatedApp;
  ports: readonly ContainerPort[];
  pointer: JsonPointer;
  diagnostics: Diagnostic[];
}

/** The number `probe.port` means: a name of the container's ports, a number, or by default the first port. */
const portOf = (probe: JsonObject, context: ProbeContext): JsonValue | undefined => {
  const { app, ports, pointer, diagnostics } = context;
  const written = probe['port'];
  if (typeof written === 'number') return written;
  if (written === undefined) {
    const [first] = ports;
    if (first === undefined) {
      const message = 'found a probe of a port, but the container has no ports';
      diagnostics.push(unknownName(app, pointer, message, 'Give the container `ports`, or the probe a `port`.'));
    }
    return first?.port;
  }
  const named = ports.find(({ name }) => name === written);
  if (named === undefined) {
    const names = ports.map(({ name }) => name);
    const message = `found port: ${String(written)}, expected the name of a port of the container`;
    diagnostics.push(unknownName(app, `${pointer}/port`, message, didYouMean(String(written), names)));
  }
  return named?.port;
};

const headersOf = (headers: JsonValue | undefined): JsonObject[] | undefined =>
  isJsonObject(headers) ? Object.entries(headers).map(([name, value]) => ({ name, value: String(value) })) : undefined;

const handlerOf = (probe: JsonObject, context: ProbeContext): JsonObject => {
  if (Array.isArray(probe['exec'])) return { exec: { command: probe['exec'] } };
  const port = portOf(probe, context);
  if (probe['tcp'] !== undefined) return { tcpSocket: present({ port }) };
  if (probe['grpc'] !== undefined) return { grpc: present({ port, service: textOf(probe['grpc']) }) };
  return { httpGet: present({ path: probe['path'], port, httpHeaders: headersOf(probe['headers']) }) };
};

const timingsOf = (probe: JsonObject, without: readonly string[]): JsonObject =>
  present(Object.fromEntries(timings.filter((key) => !without.includes(key)).map((key) => [key, probe[key]])));

/** `startup: 10m`: as many failures as fit into the budget. */
const startupThreshold = (probe: JsonObject): JsonObject => {
  const budget = textOf(probe['startup']);
  if (budget === undefined) return {};
  const period = typeof probe['periodSeconds'] === 'number' ? probe['periodSeconds'] : defaultPeriod;
  return { failureThreshold: Math.max(1, Math.ceil(secondsOf(budget) / period)) };
};

/** Liveness and startup probes may only succeed once (core/v1 Probe, `successThreshold`). */
const onceOnly = ['successThreshold'];
/** Only liveness and startup probes end a container (core/v1 Probe, `terminationGracePeriodSeconds`). */
const neverEnds = ['terminationGracePeriodSeconds'];

/**
 * `probe` (one for all three) or `probes` (one by one) as core/v1 fields of the container. `{ none: reason }` and no probe at
 * all give no field. `ports` are the container's, for names and the default.
 */
export const resolveProbes = (
  app: EvaluatedApp,
  container: JsonObject,
  ports: readonly ContainerPort[],
  pointer: JsonPointer,
): { fields: JsonObject; diagnostics: Diagnostic[] } => {
  const diagnostics: Diagnostic[] = [];
  const { probe, probes } = container;
  if (isJsonObject(probe) && probe['none'] === undefined) {
    const handler = handlerOf(probe, { app, ports, pointer: `${pointer}/probe`, diagnostics });
    const fields = {
      livenessProbe: { ...handler, ...timingsOf(probe, onceOnly) },
      readinessProbe: { ...handler, ...timingsOf(probe, neverEnds) },
      startupProbe: { ...handler, ...timingsOf(probe, onceOnly), ...startupThreshold(probe) },
    };
    return { fields, diagnostics };
  }
  const single = (name: string, without: readonly string[]): JsonObject | undefined => {
    const written = mapOf(probes)[name];
    if (!isJsonObject(written)) return undefined;
    const context = { app, ports, pointer: `${pointer}/probes/${name}`, diagnostics };
    return { ...handlerOf(written, context), ...timingsOf(written, without) };
  };
  const fields = present({
    livenessProbe: single('liveness', onceOnly),
    readinessProbe: single('readiness', neverEnds),
    startupProbe: single('startup', onceOnly),
  });
  return { fields, diagnostics };
};
