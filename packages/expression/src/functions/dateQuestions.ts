import { fromWall, momentOf, toWall } from '../dates/moment.ts';
import type { Scope } from '../scope.ts';
import { type FunctionDefinition, number, p, yesNo } from './define.ts';

const dayMs = 86_400_000;

function between(unitMs: number) {
  return (scope: Scope, [from, to]: [string, string]): number =>
    (instantIn(scope, to) - instantIn(scope, from)) / unitMs;
}

/** Milliseconds since 1970; a day without a time begins at midnight in the run's zone. */
export function instantIn(scope: Scope, value: string): number {
  const moment = momentOf(value, scope.zone);
  return moment.isDay ? fromWall(moment.ms, false, scope.zone).ms : moment.ms;
}

function whether(holds: (first: number, second: number) => boolean) {
  return (scope: Scope, [first, second]: [string, string]): boolean =>
    holds(instantIn(scope, first), instantIn(scope, second));
}

/** What is asked of two dates. */
export const dateQuestions: readonly FunctionDefinition[] = [
  {
    name: 'daysBetween',
    group: 'date',
    sentence: 'How many days lie between two dates, with a fraction where the times differ.',
    parameters: [p('from', 'date'), p('to', 'date')],
    result: number,
    example: { formula: 'daysBetween("2026-11-22", "2026-12-24")', result: 32 },
    runIn: (scope: Scope, [from, to]: [string, string]) => {
      const [start, end] = [momentOf(from, scope.zone), momentOf(to, scope.zone)];
      return (toWall(end, scope.zone) - toWall(start, scope.zone)) / dayMs;
    },
  },
  {
    name: 'hoursBetween',
    group: 'date',
    sentence: 'How many hours lie between two dates.',
    parameters: [p('from', 'date'), p('to', 'date')],
    result: number,
    example: { formula: 'hoursBetween("2026-11-22T09:00:00Z", "2026-11-22T10:30:00Z")', result: 1.5 },
    runIn: between(3_600_000),
  },
  {
    name: 'minutesBetween',
    group: 'date',
    sentence: 'How many minutes lie between two dates.',
    parameters: [p('from', 'date'), p('to', 'date')],
    result: number,
    example: { formula: 'minutesBetween("2026-11-22T09:00:00Z", "2026-11-22T10:30:00Z")', result: 90 },
    runIn: between(60_000),
  },
  {
    name: 'isBefore',
    group: 'date',
    sentence: 'Whether the first date comes before the second.',
    parameters: [p('date', 'date'), p('other', 'date')],
    result: yesNo,
    example: { formula: 'isBefore("2026-11-22T09:30:00+01:00", "2026-11-22T09:00:00Z")', result: true },
    runIn: whether((first, second) => first < second),
  },
  {
    name: 'isAfter',
    group: 'date',
    sentence: 'Whether the first date comes after the second.',
    parameters: [p('date', 'date'), p('other', 'date')],
    result: yesNo,
    example: { formula: 'isAfter("2026-12-24", "2026-11-22")', result: true },
    runIn: whether((first, second) => first > second),
  },
  {
    name: 'isOnOrBefore',
    group: 'date',
    sentence: 'Whether the first date comes before the second or is the same.',
    parameters: [p('date', 'date'), p('other', 'date')],
    result: yesNo,
    example: { formula: 'isOnOrBefore("2026-11-22", "2026-11-22")', result: true },
    runIn: whether((first, second) => first <= second),
  },
  {
    name: 'isOnOrAfter',
    group: 'date',
    sentence: 'Whether the first date comes after the second or is the same.',
    parameters: [p('date', 'date'), p('other', 'date')],
    result: yesNo,
    example: { formula: 'isOnOrAfter("2026-11-22T09:30:00+01:00", "2026-11-22T08:30:00Z")', result: true },
    runIn: whether((first, second) => first >= second),
  },
];
