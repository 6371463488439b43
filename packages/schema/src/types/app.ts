/** What people write in `app.yaml`. Derived from the schema that checks it, so that the two cannot differ. */
import type { Static } from 'typebox';
import type { backup } from '../definition/app/backup.ts';
import type { helm, patch, source } from '../definition/app/chart.ts';
import type { container, environment, probe, resources } from '../definition/app/container.ts';
import type { cache, database, secret } from '../definition/app/data.ts';
import type { app, dependency, healthCheck, provides } from '../definition/app/index.ts';
import type { devices, network, rbac, rule } from '../definition/app/rights.ts';
import type { auth, listedRoute, route, singleRoute } from '../definition/app/route.ts';
import type { mount, storage, storageEntry } from '../definition/app/storage.ts';
import type { metrics, monitor, scrape, tile } from '../definition/app/watch.ts';
import type { controller, service, workload } from '../definition/app/workload.ts';
import type { Layer } from '../definition/layer.ts';

export type AppDefinition = Static<typeof app>;
/** An app as cluster `defaults` and `overrides` and category `defaults` say it: nothing required, `null` takes away. */
export type AppLayer = Omit<Layer<AppDefinition>, 'name'>;

export type WorkloadDefinition = Static<typeof workload>;
export type ControllerDefinition = Static<typeof controller>;
export type ContainerDefinition = Static<typeof container>;
export type EnvironmentDefinition = Static<typeof environment>;
export type ProbeDefinition = Static<typeof probe>;
export type ResourcesDefinition = Static<typeof resources>;
export type ServiceDefinition = Static<typeof service>;
export type HelmDefinition = Static<typeof helm>;
export type SourceDefinition = Static<typeof source>;
export type PatchDefinition = Static<typeof patch>;

/** The whole trait: a switch, one route, or a list. */
export type RouteTrait = Static<typeof route>;
export type RouteDefinition = Static<typeof singleRoute>;
export type NamedRouteDefinition = Static<typeof listedRoute>;
export type AuthTrait = Static<typeof auth>;
export type StorageTrait = Static<typeof storage>;
export type StorageEntry = Static<typeof storageEntry>;
export type MountDefinition = Static<typeof mount>;
export type SecretDefinition = Static<typeof secret>;
export type DatabaseTrait = Static<typeof database>;
export type CacheTrait = Static<typeof cache>;
export type MonitorTrait = Static<typeof monitor>;
export type MetricsTrait = Static<typeof metrics>;
export type MetricsDefinition = Static<typeof scrape>;
export type TileTrait = Static<typeof tile>;
export type BackupTrait = Static<typeof backup>;
export type RbacTrait = Static<typeof rbac>;
export type AccessRule = Static<typeof rule>;
export type NetworkTrait = Static<typeof network>;
export type DevicesTrait = Static<typeof devices>;
export type DependencyDefinition = Static<typeof dependency>;
export type ProvidesDefinition = Static<typeof provides>;
export type HealthCheckDefinition = Static<typeof healthCheck>;
