import type { CompiledApp } from '../../../model/compiled.ts';
import type { Body } from '../contribution.ts';
import { helm } from './helm.ts';
import { source } from './source.ts';
import { workload } from './workload/workload.ts';

/** An app without a main body: what its traits and manifests make is all. */
const none: Body = () => ({ objects: [], diagnostics: [] });

/** The one table of main bodies. `manifests` stand beside any of them. */
export const bodies: Readonly<Record<CompiledApp['body'], Body>> = { workload, helm, source, none };
