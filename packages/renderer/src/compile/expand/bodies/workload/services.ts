import type { Diagnostic } from '../../../../model/diagnostic.ts';
import { isJsonObject, type JsonObject, pointerOf } from '../../../../model/json.ts';
import type { EvaluatedApp } from '../../../../model/names.ts';
import { didYouMean } from '../../../../model/nearest.ts';
import { mergeDeep } from '../../merge-deep.ts';
import { mapOf, present, textOf } from '../../written.ts';
import { type ContainerPort, distinctName } from './ports.ts';
import type { ControllerKind, ResolvedService } from './resolved.ts';
import { unknownName } from './unknown-name.ts';

/** A controller as services see it: its ports, and whether something answers on them. */
export interface PortOwner {
  id: string;
  kind: ControllerKind;
  ports: ContainerPort[];
}

const serves = ({ kind }: PortOwner): boolean => kind !== 'job' && kind !== 'cronjob';

/** Written services, with the implied `app`: all ports of the only controller, unless `services.app: false`. */
const writtenServices = (workload: JsonObject, owners: readonly PortOwner[]): [string, JsonObject][] => {
  const written = mapOf(workload['services']);
  const entries = Object.entries(written).filter((entry): entry is [string, JsonObject] => isJsonObject(entry[1]));
  const [only] = owners;
  const implied =
    owners.length === 1 &&
    only !== undefined &&
    serves(only) &&
    only.ports.length > 0 &&
    !Object.hasOwn(written, 'app');
  return implied ? [['app', {}], ...entries] : entries;
};

interface Chosen {
  port: ContainerPort;
  number: number;
}

const choosePorts = (service: JsonObject, owner: PortOwner, report: (key: string, name: string) => void): Chosen[] => {
  const { ports } = service;
  const all = owner.ports.map((port) => ({ port, number: port.port }));
  if (ports === undefined) return all;
  const numbers: [string, number | undefined][] = Array.isArray(ports)
    ? ports.map((name) => [String(name), undefined])
    : Object.entries(mapOf(ports)).map(([name, number]) => [name, typeof number === 'number' ? number : undefined]);
  return numbers.flatMap(([name, number], index) => {
    const named = owner.ports.filter((port) => port.name === name);
    if (named.length === 0) report(Array.isArray(ports) ? String(index) : name, name);
    return named.map((port) => ({ port, number: number ?? port.port }));
  });
};

const servicePorts = (chosen: readonly Chosen[]): JsonObject[] =>
  chosen.map(({ port, number }, index) =>
    present({
      name: distinctName(
        port,
        chosen.slice(0, index).map((before) => before.port),
      ),
      port: number,
      ...(number === port.port ? {} : { targetPort: port.port }),
      ...(port.protocol === 'TCP' ? {} : { protocol: port.protocol }),
    }),
  );

/**
 * Services of the workload (FORMAT section 1): names `app` → `<app>`, others `<app>-<service>`; `service` fields merged last.
 * A controller or port that is not there is an error, and so is a service without a port.
 */
export const resolveServices = (
  app: EvaluatedApp,
  workload: JsonObject,
  owners: readonly PortOwner[],
): { services: ResolvedService[]; diagnostics: Diagnostic[] } => {
  const diagnostics: Diagnostic[] = [];
  const ids = owners.map(({ id }) => id);
  const services = writtenServices(workload, owners).flatMap(([id, service]): ResolvedService[] => {
    const at = (...keys: string[]) => pointerOf(['workload', 'services', id, ...keys]);
    const written = textOf(service['controller']);
    const owner = written === undefined ? owners.length === 1 && owners[0] : owners.find((each) => each.id === written);
    if (owner === false || owner === undefined) {
      const found = written === undefined ? 'no controller' : `controller: ${written}`;
      const message = `found ${found} in service ${id}, expected one of ${ids.join(', ')}`;
      const pointer = written === undefined ? at() : at('controller');
      diagnostics.push(unknownName(app, pointer, message, didYouMean(written ?? '', ids)));
      return [];
    }
    const chosen = choosePorts(service, owner, (key, name) => {
      const names = [...new Set(owner.ports.map((port) => port.name))];
      const message = `found port ${name}, expected a port of controller ${owner.id}`;
      diagnostics.push(unknownName(app, at('ports', key), message, didYouMean(name, names)));
    });
    const type = textOf(service['type']);
    const spec = present({ type: type === 'ClusterIP' ? undefined : type, ports: servicePorts(chosen) });
    const merged = mergeDeep(spec, mapOf(service['service']));
    if (chosen.length === 0 && diagnostics.length === 0 && merged['type'] !== 'ExternalName') {
      const message = `found service ${id} without a port: controller ${owner.id} has none`;
      diagnostics.push(unknownName(app, at(), message, 'Give its container `ports`, or remove the service.'));
    }
    return [{ id, name: id === 'app' ? app.name : `${app.name}-${id}`, controller: owner.id, spec: merged }];
  });
  return { services, diagnostics };
};
