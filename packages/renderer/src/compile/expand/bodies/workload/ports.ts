import { isJsonObject, type JsonObject } from '../../../../model/json.ts';
import { mapOf } from '../../written.ts';

/** One port of a container, by protocol: `{ port: 6881, protocol: [TCP, UDP] }` is two. */
export interface ContainerPort {
  name: string;
  port: number;
  protocol: string;
}

/** `ports` of a written container, in order. */
export const containerPorts = (container: JsonObject): ContainerPort[] =>
  Object.entries(mapOf(container['ports'])).flatMap(([name, written]): ContainerPort[] => {
    if (typeof written === 'number') return [{ name, port: written, protocol: 'TCP' }];
    if (!isJsonObject(written) || typeof written['port'] !== 'number') return [];
    const port = written['port'];
    const { protocol } = written;
    const protocols = Array.isArray(protocol)
      ? protocol.map(String)
      : [typeof protocol === 'string' ? protocol : 'TCP'];
    return protocols.map((each) => ({ name, port, protocol: each }));
  });

/**
 * Name of the port where names have to differ (core/v1 ServicePort): the first protocol keeps the written name, a further one
 * is told by its protocol: `bt`, `bt-udp`.
 */
export const distinctName = (port: ContainerPort, before: readonly ContainerPort[]): string =>
  before.some(({ name }) => name === port.name) ? `${port.name}-${port.protocol.toLowerCase()}` : port.name;
