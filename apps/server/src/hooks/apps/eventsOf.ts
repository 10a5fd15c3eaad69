import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { type EventRule, own, type Path, valueAt } from '@patchbay/connector';
import type { AppSettings } from './appSettings.ts';

/** What an app sent: headers, and the body as data. */
export type Delivery = { headers: IncomingHttpHeaders; body: unknown };

/** One event: what the flow gets of it, and what tells that it is the same event again. */
export type AppEvent = { payload: unknown; key?: string };

/** More than this in one delivery is not of any app. */
const MOST_EVENTS = 1_000;
const LONGEST_KEY = 255;

/** The events of a delivery that start the flow; none where it tells of other things. */
export function eventsOf({ webhook, input }: Pick<AppSettings, 'webhook' | 'input'>, delivery: Delivery): AppEvent[] {
  const { split, only = [], dedupe, output = '' } = webhook;
  const found = split === undefined ? [delivery.body] : itemsAt(delivery.body, split);
  return found.slice(0, MOST_EVENTS).flatMap((body): AppEvent[] => {
    const here = { headers: delivery.headers, body };
    if (!only.every((rule) => holds(rule, here, input))) return [];
    const payload = valueAt(body, output);
    if (payload === undefined) return [];
    const id = dedupe === undefined ? undefined : textAt(here, dedupe);
    return [{ payload, ...(id !== undefined && { key: shortened(id) }) }];
  });
}

/** The items of a list, which may stand in each item of another one. */
function itemsAt(body: unknown, path: Path): unknown[] {
  const names = path.split('.');
  const lists = names.reduce<unknown[]>((found, name) => found.flatMap((item) => valueAt(item, name) ?? []), [body]);
  return lists.filter((item) => typeof item === 'object');
}

/** Nothing typed in asks for nothing. */
function holds(rule: EventRule, here: Delivery, input: AppSettings['input']): boolean {
  const wanted = 'is' in rule ? rule.is : own(input, rule.from);
  const words = Array.isArray(wanted)
    ? wanted.map(String)
    : wanted === undefined || wanted === ''
      ? []
      : [String(wanted)];
  return words.length === 0 || words.includes(textAt(here, rule.at) ?? '');
}

const HEADER = 'header:';

/** The text at a place: in a header, written `header:name`, or in the body. */
function textAt({ headers, body }: Delivery, at: Path): string | undefined {
  if (at.startsWith(HEADER)) {
    const value = headers[at.slice(HEADER.length).toLowerCase()];
    return typeof value === 'string' && value !== '' ? value : undefined;
  }
  const value = valueAt(body, at);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function shortened(id: string): string {
  return id.length <= LONGEST_KEY ? id : `sha256:${createHash('sha256').update(id).digest('hex')}`;
}
