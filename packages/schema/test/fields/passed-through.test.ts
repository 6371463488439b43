import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type FileKind, validateMerged, validateWritten } from '../../src/index.ts';

const app = (yaml: string): unknown => parse(`name: romm\ndescription: x\n${yaml}`);
const told = (kind: FileKind, data: unknown, merged = false): string[] =>
  (merged ? validateMerged : validateWritten)(kind, data).map(
    ({ pointer, code, message, hint }) => `${pointer} ${code}: ${message}${hint === undefined ? '' : ` | ${hint}`}`,
  );

/** One wrong field a row: what is written, and all that is said. */
const faults: [string, string, string][] = [
  [
    'a mistyped field of a container',
    'workload: { image: a/b:1, container: { workingdir: /app } }',
    '/workload/container/workingdir unknown-key: found the unknown key "workingdir" in container | Did you mean workingDir?',
  ],
  [
    'a field of nothing',
    'workload: { container: { zzzzzzzz: 1 } }',
    '/workload/container/zzzzzzzz unknown-key: found the unknown key "zzzzzzzz" in container, expected a field of core/v1 Container',
  ],
  [
    'a wrong type deep inside',
    'workload: { pod: { dnsConfig: { nameservers: 1.1.1.1 } } }',
    '/workload/pod/dnsConfig/nameservers schema-violation: expected a list, found "1.1.1.1" | Write a list: [1.1.1.1].',
  ],
  [
    'a word that is not listed',
    'workload: { pod: { dnsPolicy: Defualt } }',
    '/workload/pod/dnsPolicy schema-violation: expected one of ClusterFirst, ClusterFirstWithHostNet, Default, None, found "Defualt" | Did you mean Default?',
  ],
  [
    'an item of a list without what it needs',
    'workload: { pod: { hostAliases: [{ hostnames: [a] }] } }',
    '/workload/pod/hostAliases/0 missing-key: the key ip is missing in item 1 of hostAliases',
  ],
  [
    'a field of another kind of controller',
    'workload: { kind: deployment, controller: { podManagementPolicy: Parallel } }',
    '/workload/controller/podManagementPolicy unknown-key: found the unknown key "podManagementPolicy" in controller, expected one of minReadySeconds, paused, progressDeadlineSeconds, replicas, revisionHistoryLimit, selector, strategy, template',
  ],
  [
    'a field of no controller, whatever its kind',
    'workload: { controller: { revisionHistorylimit: 1 } }',
    '/workload/controller/revisionHistorylimit unknown-key: found the unknown key "revisionHistorylimit" in controller | Did you mean revisionHistoryLimit?',
  ],
  [
    'a controller that is like another',
    'workload: { controllers: { a: { kind: cronjob }, b: { like: a, controller: { replicas: 1 } } } }',
    '/workload/controllers/b/controller/replicas unknown-key: found the unknown key "replicas" in controller, expected one of concurrencyPolicy, failedJobsHistoryLimit, jobTemplate, schedule, startingDeadlineSeconds, successfulJobsHistoryLimit, suspend, timeZone',
  ],
  [
    'an init container',
    'workload: { controllers: { a: { init: { vpn: { container: { restartpolicy: Always } } } } } }',
    '/workload/controllers/a/init/vpn/container/restartpolicy unknown-key: found the unknown key "restartpolicy" in container | Did you mean restartPolicy?',
  ],
  [
    'a service',
    'workload: { services: { bt: { service: { externalTrafficpolicy: Local } } } }',
    '/workload/services/bt/service/externalTrafficpolicy unknown-key: found the unknown key "externalTrafficpolicy" in service | Did you mean externalTrafficPolicy?',
  ],
  [
    'a volume',
    'storage: { raw: { volume: { nfss: { server: a } } } }',
    '/storage/raw/volume/nfss unknown-key: found the unknown key "nfss" in volume | Did you mean nfs?',
  ],
];

describe('fields that are passed through', () => {
  it.each(faults)('%s is told at its place', (_what, yaml, line) => {
    expect(told('app', app(yaml))).toEqual([line]);
  });

  it('may be partial, taken away, or filled in later', () => {
    const yaml =
      'workload: { controller: { serviceName: x, strategy: null }, container: { lifecycle: { preStop: { exec: {} } }, livenessProbe: { httpGet: { path: / } } }, pod: { terminationGracePeriodSeconds: "${GRACE}", hostNetwork: "<% vars.host %>" } }';
    expect(told('app', app(yaml.replace(', strategy: null', '')))).toEqual([]);
    expect(told('app', app('workload: { kind: deployment, controller: { strategy: null } }'))).toEqual([]);
  });

  it('are those of a Deployment once the layers are merged and none says a kind', () => {
    const yaml = 'workload: { controller: { serviceName: x } }';
    expect(told('app', app(yaml))).toEqual([]);
    expect(told('app', app(yaml), true)).toEqual([
      expect.stringContaining('/workload/controller/serviceName unknown-key'),
    ]);
  });

  it('are checked in the defaults and overrides of categories and clusters', () => {
    const defaults = 'defaults: { workload: { container: { workingdir: /app } } }';
    expect(told('category', parse(`name: games\ndescription: x\n${defaults}`))).toHaveLength(1);
    const cluster = `${defaults}\noverrides: { games/romm: { workload: { pod: { hostnetwork: true } } } }`;
    expect(told('cluster', parse(cluster)).map((line) => line.split(' ')[0])).toEqual([
      '/defaults/workload/container/workingdir',
      '/overrides/games~1romm/workload/pod/hostnetwork',
    ]);
  });
});
