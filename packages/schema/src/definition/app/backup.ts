/** `backup`: of an app, and of one claim. */
import { boolean, integer, mapOf, may, named, object, shapes } from '../build.ts';
import { label } from '../leaves.ts';
import { environment } from './container.ts';

const count = integer(0, undefined, 'a number of copies such as 7');
const schedule = label('a schedule of the cluster', 'daily');

export const keep = mapOf(schedule, count);

export const backup = named(
  'Backup',
  shapes('false, a schedule such as daily, or { schedule, keep, target }', {
    boolean: boolean(),
    string: schedule,
    object: object({
      schedule: may(schedule, "One of the cluster's schedules", 'daily'),
      keep: may(
        shapes('a number, or a map such as { daily: 7 }', { integer: count, object: keep }),
        'How many copies stay',
        { daily: 7 },
      ),
      target: may(label('a target of the cluster', 'b2'), "One of the cluster's targets", 'b2'),
      env: may(environment, 'Variables the workload gets where the cluster makes backups', { BACKUPS: 'external' }),
    }),
  }),
);
