import { messageOf, type Saying, say } from '@patchbay/words';
import { zoneProblem } from '../dates/zone.ts';
import { zoneMeant } from '../dates/zoneMeant.ts';
import type { Json } from '../mapping.ts';
import { daysIn, minuteOfDay } from './calendar.ts';
import { cronProblem } from './cron.ts';
import { neverHappens } from './nextOccurrences.ts';
import { type Missed, type ScheduleFields, type ScheduleProblem, type ScheduleRule, weekdays } from './rule.ts';

const MOST = { minutes: 1_440, hours: 720 } as const;
const MONTHS = [
  say('January'),
  say('February'),
  say('March'),
  say('April'),
  say('May'),
  say('June'),
  say('July'),
  say('August'),
  say('September'),
  say('October'),
  say('November'),
  say('December'),
];

type Read = { ok: true; rule: ScheduleRule } | { ok: false; problems: ScheduleProblem[] };

/** The rule that the typed fields of a schedule make, or in words why they make none: no such zone, no such day. */
export function readSchedule(fields: ScheduleFields): Read {
  const reading = new Reading(fields);
  const rule = reading.rule();
  return rule === undefined || reading.problems.length > 0
    ? { ok: false, problems: reading.problems }
    : { ok: true, rule };
}

class Reading {
  readonly problems: ScheduleProblem[] = [];
  readonly #fields: ScheduleFields;

  constructor(fields: ScheduleFields) {
    this.#fields = fields;
  }

  rule(): ScheduleRule | undefined {
    const zone = this.#zone();
    const common = { zone, missed: this.#missed() };
    const every = this.#value('every', 'day');
    switch (every) {
      case 'minutes':
      case 'hours':
        return { ...common, every, interval: this.#whole('interval', { from: 1, to: MOST[every], otherwise: 1 }) };
      case 'day':
        return { ...common, every, at: this.#at() };
      case 'week':
        return { ...common, every, at: this.#at(), weekdays: this.#weekdays() };
      case 'month':
        return { ...common, every, at: this.#at(), day: this.#whole('day', { from: 1, to: 31, otherwise: 1 }) };
      case 'year':
        return { ...common, every, at: this.#at(), ...this.#date() };
      case 'cron':
        return this.#cron(common);
      default:
        this.#refuse('every', 'Choose how often it happens.');
        return undefined;
    }
  }

  #value(field: string, otherwise: Json): Json {
    const value = this.#fields[field];
    return value === undefined || value === null || value === '' ? otherwise : value;
  }

  #refuse(field: string, saying: Saying): void {
    this.problems.push({ field, ...messageOf(saying) });
  }

  #zone(): string {
    const zone = this.#value('zone', 'UTC');
    const text = typeof zone === 'string' ? zone : JSON.stringify(zone);
    const problem = zoneProblem(text);
    const instead = problem === undefined ? undefined : zoneMeant(text);
    if (problem !== undefined)
      this.problems.push({ field: 'zone', ...messageOf(problem), ...(instead && { instead }) });
    return text;
  }

  #missed(): Missed {
    const missed = this.#value('missed', 'one');
    if (missed === 'one' || missed === 'all' || missed === 'none') return missed;
    this.#refuse('missed', 'Choose what happens after a time when Patchbay was not running.');
    return 'one';
  }

  #whole(field: string, { from, to, otherwise }: { from: number; to: number; otherwise: number }): number {
    const value = this.#value(field, otherwise);
    if (typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to) return value;
    this.#refuse(field, say('Write a whole number from {from} to {to}.', { from, to: to.toLocaleString('en-US') }));
    return otherwise;
  }

  #at(): string {
    const at = this.#value('at', '09:00');
    if (typeof at === 'string' && minuteOfDay(at) !== undefined) return at;
    this.#refuse('at', say('“{at}” is not a time of day. Write it like 09:00 or 17:30.', { at: shown(at) }));
    return '09:00';
  }

  #weekdays() {
    const value = this.#value('weekdays', []);
    const names = Array.isArray(value) ? value : [value];
    const chosen = weekdays.filter((day) => names.includes(day));
    const wrong = names.find((name) => !weekdays.some((day) => day === name));
    if (wrong !== undefined) this.#refuse('weekdays', say('“{day}” is not a day of the week.', { day: shown(wrong) }));
    else if (chosen.length === 0) this.#refuse('weekdays', 'Choose at least one day of the week.');
    return chosen;
  }

  #date(): { month: number; day: number } {
    const month = this.#whole('month', { from: 1, to: 12, otherwise: 1 });
    const day = this.#whole('day', { from: 1, to: 31, otherwise: 1 });
    // 2024 was a leap year.
    const last = daysIn({ year: 2024, month });
    const name = MONTHS[month - 1] ?? '';
    if (day > last) this.#refuse('day', say('There is no {day} {name}: {name} has {last} days.', { day, name, last }));
    return { month, day };
  }

  #cron(common: { zone: string; missed: Missed }): ScheduleRule | undefined {
    const cron = this.#value('cron', '');
    if (typeof cron !== 'string' || cron.trim() === '') {
      this.#refuse('cron', 'Write a rule of five fields, such as 0 9 * * 1-5 for nine o’clock on working days.');
      return undefined;
    }
    const problem = cronProblem(cron);
    const rule: ScheduleRule = { ...common, every: 'cron', cron: cron.trim() };
    if (problem !== undefined) this.#refuse('cron', problem);
    else if (neverHappens(rule)) this.#refuse('cron', 'It never happens: no month has such a day.');
    return rule;
  }
}

function shown(value: Json): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
