import { cronWords } from '@patchbay/expression';
import { type Mapping, opensInto, type Step, typedFields } from '@patchbay/flow';
import { catalogue } from '../../texts/language.ts';
import { t, tn } from '../../texts/t.ts';
import { conditionWords } from '../inspector/condition/conditionWords.ts';
import { isAnyList } from '../document/nouns.ts';
import { humanise } from '../inspector/data/humanise.ts';

/** What a step of ours does, as its card says it. `through` is what a frame goes through: its head shows it as a pill. */
export type CoreLine = { what: string; through?: string };

type Inputs = Step['inputs'];
type Told = { names: string | undefined; nameOf(step: string): string | undefined };
type Line = (inputs: Inputs, told: Told) => CoreLine;

const LINES: Readonly<Record<string, Line>> = {
  setFields: ({ fields }) => {
    const count = fields?.kind === 'object' ? Object.keys(fields.fields).length : 0;
    return { what: count === 0 ? t('Sets fields') : tn(count, 'Sets {count} field', 'Sets {count} fields') };
  },
  webhook: ({ method }) => ({ what: t('Starts when a {method} request arrives', { method: typed(method) ?? 'POST' }) }),
  form: ({ fields }) => ({ what: formWords(fields) }),
  schedule: (inputs) => ({ what: scheduleWords(inputs) }),
  manual: () => ({ what: t('Starts by hand') }),
  failure: ({ of }) => ({
    what: typed(of) === 'workspace' ? t('Starts when any flow fails') : t('Starts when a flow that names it fails'),
  }),
  called: () => ({ what: t('Starts when another flow calls') }),
  subflow: ({ wait }, { names }) => ({
    what: `${typed(wait) === 'started' ? t('Starts') : t('Runs')} ${names === undefined ? t('another flow') : `“${names}”`}`,
  }),
  poll: ({ url, minutes }) => ({
    what: [t('Every {minutes} min', { minutes: typed(minutes) ?? 5 }), hostOf(typed(url))].filter(Boolean).join(' · '),
  }),
  respond: ({ status }) => ({ what: t('Answers with {status}', { status: typed(status) ?? '200' }) }),
  forEach: (inputs, told) => ({ ...through(inputs.items, told), what: eachWords(inputs) }),
  repeat: ({ until, limit }) => ({
    what: t('{value} · at most {limit}', {
      value: until?.kind === 'formula' ? t('Until: {condition}', { condition: conditionWords(until) }) : t('Until …'),
      limit: typed(limit) ?? 100,
    }),
  }),
  group: () => ({ what: t('Together, with one error way') }),
  branch: ({ condition }) => ({ what: condition?.kind === 'formula' ? conditionWords(condition) : t('Yes or no') }),
  switch: ({ value, cases }) => ({
    what: [mappingWords(value) ?? t('By a value'), waysWords(cases)].filter(Boolean).join(' · '),
  }),
  choose: ({ cases }) => ({ what: waysWords(cases) ?? t('The first way that is met') }),
  join: ({ wait }) => ({ what: typed(wait) === 'any' ? t('Goes on with the first way') : t('Waits for every way') }),
  stop: ({ outcome, message }) => ({
    what: typed(outcome) === 'succeeded' ? t('Ends the run') : failsWords(typed(message)),
  }),
  wait: (inputs) => ({ what: waitWords(inputs) }),
  approval: ({ approvers, amount, unit }) => ({
    what: [t('Asks {who}', { who: whoWords(approvers) }), spanWords({ amount, unit }, 'days')]
      .filter(Boolean)
      .join(' · '),
  }),
  http: ({ method, url }) => ({ what: [typed(method) ?? 'GET', hostOf(headOf(url))].filter(Boolean).join(' ') }),
  httpList: ({ url }) => ({ what: [t('List of'), hostOf(headOf(url))].filter(Boolean).join(' ') }),
  code: ({ code }) => ({ what: codeWords(typed(code)) }),
};

/** The second line of a step of ours; its operation's title where there is nothing better to say. */
export function coreLine(
  { uses, inputs }: Pick<Step, 'uses' | 'inputs'>,
  { title, names, nameOf = () => undefined }: { title: string; names?: string; nameOf?: Told['nameOf'] },
): CoreLine {
  const line = Object.hasOwn(LINES, uses.operation) ? LINES[uses.operation] : undefined;
  return line?.(inputs, { names, nameOf }) ?? { what: title };
}

/** "Asks 3 questions": the first one where it is the only one. */
function formWords(fields: Mapping | undefined): string {
  const questions = typedFields(fields);
  const [first] = questions;
  if (first === undefined) return t('Starts when somebody answers');
  return tn(questions.length, 'Asks “{label}”', 'Asks {count} questions', { label: first.label });
}

/** A list that is only called "Items" is told apart by the step that gave it. */
function through(items: Mapping | undefined, { nameOf }: Told): Pick<CoreLine, 'through'> {
  const words = mappingWords(items);
  const from = items?.kind === 'reference' && words !== undefined && isAnyList(words) ? nameOf(items.step) : undefined;
  if (words === undefined) return {};
  return { through: from === undefined ? words : t('{words} of {from}', { words, from }) };
}

function eachWords({ atOnce, onError }: Inputs): string {
  const count = Number(typed(atOnce) ?? 1);
  const pace = count > 1 ? t('{count} at once', { count }) : t('One by one');
  const failed = typed(onError);
  if (failed === 'skip') return t('{pace}, leaves out what fails', { pace });
  return failed === 'collect' ? t('{pace}, lists what fails', { pace }) : pace;
}

const minutes = (number: number, count: string) => tn(number, '{count} minute', '{count} minutes', { count });

const SPANS: Readonly<Record<string, (number: number, count: string) => string>> = {
  seconds: (number, count) => tn(number, '{count} second', '{count} seconds', { count }),
  minutes,
  hours: (number, count) => tn(number, '{count} hour', '{count} hours', { count }),
  days: (number, count) => tn(number, '{count} day', '{count} days', { count }),
};

const UNITS: Readonly<Record<string, string>> = {
  seconds: t('seconds'),
  minutes: t('minutes'),
  hours: t('hours'),
  days: t('days'),
};

const RHYTHMS: Readonly<Record<string, string>> = {
  day: t('day'),
  week: t('week'),
  month: t('month'),
  year: t('year'),
};

function waitWords({ how, amount, unit, until }: Inputs): string {
  if (typed(how) === 'moment')
    return t('Until {until}', { until: typed(until) ?? mappingWords(until) ?? t('a moment') });
  const span = SPANS[typed(unit) ?? ''] ?? minutes;
  if (amount?.kind === 'formula')
    return t('For some {unit}, by a formula', { unit: UNITS[typed(unit) ?? ''] ?? UNITS.minutes });
  const count = typed(amount) ?? mappingWords(amount) ?? '1';
  return t('For {span}', { span: span(count === '1' ? 1 : 2, count) });
}

/** Who is asked, by the addresses as far as they are typed. */
function whoWords(approvers: Mapping | undefined): string {
  const opened = approvers && opensInto(approvers);
  if (opened?.kind !== 'list')
    return approvers === undefined ? t('your team') : (mappingWords(approvers) ?? t('people'));
  const [first, ...others] = opened.items.flatMap((item) => typed(item)?.split('@')[0] || []);
  if (first === undefined) return t('your team');
  return others.length === 0 ? first : t('{name} and {count} more', { name: first, count: others.length });
}

type Span = { amount: Mapping | undefined; unit: Mapping | undefined };

/** "At most 3 days", where it is typed. */
function spanWords({ amount, unit }: Span, usual: string): string | undefined {
  const count = typed(amount);
  const span = SPANS[typed(unit) ?? usual];
  return count === undefined || span === undefined
    ? undefined
    : t('at most {span}', { span: span(Number(count), count) });
}

function scheduleWords({ every, interval, at, cron, weekdays }: Inputs): string {
  const rhythm = typed(every) ?? 'day';
  const count = Number(typed(interval) ?? 1);
  if (rhythm === 'cron')
    return (
      (catalogue === undefined ? cronWords(typed(cron) ?? '') : undefined) ??
      t('By the rule {cron}', { cron: typed(cron) ?? '…' })
    );
  if (rhythm === 'minutes') return tn(count, 'Every minute', 'Every {count} minutes');
  if (rhythm === 'hours') return tn(count, 'Every hour', 'Every {count} hours');
  const days = rhythm === 'week' ? dayWords(weekdays) : undefined;
  return t('Every {rhythm} at {at}', { rhythm: days ?? RHYTHMS[rhythm] ?? rhythm, at: typed(at) ?? '09:00' });
}

const DAYS: Readonly<Record<string, string>> = {
  monday: t('Monday'),
  tuesday: t('Tuesday'),
  wednesday: t('Wednesday'),
  thursday: t('Thursday'),
  friday: t('Friday'),
  saturday: t('Saturday'),
  sunday: t('Sunday'),
};

/** "Monday and Friday", in the order of the week; undefined where none is chosen by hand, or all are. */
function dayWords(weekdays: Mapping | undefined): string | undefined {
  const chosen = weekdays?.kind === 'literal' && Array.isArray(weekdays.value) ? weekdays.value : [];
  const days = Object.entries(DAYS).flatMap(([day, words]) => (chosen.includes(day) ? [words] : []));
  return days.length === 0 || days.length === Object.keys(DAYS).length ? undefined : inALine.format(days);
}

const inALine = new Intl.ListFormat('en', { type: 'conjunction' });

function waysWords(cases: Mapping | undefined): string | undefined {
  const items = itemsOf(cases);
  return items === undefined || items === 0
    ? undefined
    : tn(items, '{count} way and otherwise', '{count} ways and otherwise');
}

function itemsOf(mapping: Mapping | undefined): number | undefined {
  if (mapping?.kind === 'list') return mapping.items.length;
  return mapping?.kind === 'literal' && Array.isArray(mapping.value) ? mapping.value.length : undefined;
}

/** A value in a word or two: the field it comes from, or what is typed. */
function mappingWords(mapping: Mapping | undefined): string | undefined {
  if (mapping === undefined) return undefined;
  if (mapping.kind === 'reference') {
    const field = mapping.path.findLast((segment) => typeof segment === 'string');
    return field === undefined ? t('What came before') : humanise(field);
  }
  const items = itemsOf(mapping);
  if (items !== undefined) return tn(items, '{count} item', '{count} items');
  if (mapping.kind === 'template') return mappingWords(mapping.parts.find((part) => typeof part !== 'string'));
  return mapping.kind === 'formula' ? t('A formula') : typed(mapping);
}

function codeWords(code: string | undefined): string {
  if (code === undefined) return 'JavaScript';
  return tn(code.trim().split('\n').length, 'JavaScript, {count} line', 'JavaScript, {count} lines');
}

function failsWords(message: string | undefined): string {
  return message ? t('Fails the run: {message}', { message }) : t('Fails the run');
}

function typed(mapping: Mapping | undefined): string | undefined {
  return mapping?.kind === 'literal' && mapping.value !== null && typeof mapping.value !== 'object'
    ? String(mapping.value)
    : undefined;
}

/** The beginning of an address: all of it, or what is typed before the first value from elsewhere. */
function headOf(url: Mapping | undefined): string | undefined {
  if (url?.kind !== 'template') return typed(url);
  const [head] = url.parts;
  // Of a host that is itself put together, half would mislead.
  return typeof head === 'string' && /^https?:\/\/[^/?#]+[/?#]/.test(head) ? head : undefined;
}

function hostOf(url: string | undefined): string | undefined {
  return url === undefined ? undefined : url.replace(/^https?:\/\//, '').split(/[/?#]/)[0];
}
