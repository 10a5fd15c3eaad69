import type { Message } from '@patchbay/words';
import type { Json } from '../mapping.ts';

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof weekdays)[number];

/** What is done about occurrences that nobody was there for. */
export type Missed = 'one' | 'all' | 'none';

/**
 * When something happens again and again, in the IANA time zone `zone`. `minutes` and `hours` are real time that no clock
 * change stretches; all others follow the clocks of the zone. `at` reads `09:00`. A `day` that a month does not have is
 * its last.
 */
export type ScheduleRule = { zone: string; missed: Missed } & (
  | { every: 'minutes' | 'hours'; interval: number }
  | { every: 'day'; at: string }
  | { every: 'week'; at: string; weekdays: readonly Weekday[] }
  | { every: 'month'; at: string; day: number }
  | { every: 'year'; at: string; month: number; day: number }
  | { every: 'cron'; cron: string }
);

/** `field` is the name of the field that is wrong. The message is a sentence. `instead` is what was likely meant. */
export type ScheduleProblem = Message & { field: string; instead?: string };

/** The fields of a schedule as they were typed in; what is left out has a default. */
export type ScheduleFields = { readonly [field: string]: Json | undefined };
