import { Cron } from 'croner';
import type { Json } from '../mapping.ts';
import { occurrencesAfter } from './nextOccurrences.ts';
import { readSchedule } from './readSchedule.ts';
import type { ScheduleRule } from './rule.ts';

/** Instants from `from` to `to`. */
type Span = { from: number; to: number };

/** Throws where the fields are no schedule. */
export function ruleOf(fields: Record<string, Json>): ScheduleRule {
  const read = readSchedule(fields);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.rule;
}

/** An independent opinion, which agrees that fixed times are kept when clocks change and running ones follow the clock. */
export function judge(cron: string, zone: string, { from, to }: Span): number[] {
  const job = new Cron(cron, { timezone: zone, mode: '5-part', fixedTimeRule: 'no-wildcard', paused: true });
  const found: number[] = [];
  for (const at of job.enumerate(new Date(from))) {
    if (at.getTime() > to) break;
    found.push(at.getTime());
  }
  return found;
}

/** What we say. */
export function ours(rule: ScheduleRule, { from, to }: Span): number[] {
  const found: number[] = [];
  for (const at of occurrencesAfter(rule, from)) {
    if (at > to) break;
    found.push(at);
  }
  return found;
}
