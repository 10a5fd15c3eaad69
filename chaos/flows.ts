import { drawFlow, formula, literal, object, ref, type StepSpec, template } from '../e2e/support/drawFlow.ts';

const hook: StepSpec = {
  id: 'event',
  operation: 'webhook',
  inputs: { method: literal('POST'), answer: literal('at-once'), example: literal({ id: 'a1' }) },
};

const call = (id: string, method: string, address: string): StepSpec => ({
  id,
  operation: 'http',
  inputs: {
    method: literal(method),
    url: template(address, ref('event.body.id')),
    ...(method !== 'GET' && { body: object({ id: ref('event.body.id') }) }),
  },
});

/** An event is kept by a call that may be repeated, then told by one that must not be. */
export const keepAndTell = (sink: string) =>
  drawFlow(
    [hook, call('keep', 'PUT', `${sink}/kept/`), call('tell', 'POST', `${sink}/told/`)],
    'event -> keep',
    'keep -> tell',
  );

/** An event is kept by a call that may be repeated. */
export const keep = (sink: string) => drawFlow([hook, call('keep', 'PUT', `${sink}/kept/`)], 'event -> keep');

/** A call that is never answered, and another behind it. */
export const hang = (sink: string) =>
  drawFlow(
    [hook, call('ask', 'GET', `${sink}/hang/`), call('after', 'PUT', `${sink}/after/`)],
    'event -> ask',
    'ask -> after',
  );

/** A hundred calls, one after another. */
export const longLoop = (sink: string) =>
  drawFlow(
    [
      hook,
      { id: 'each', operation: 'forEach', inputs: { items: formula('range(0, 100)') } },
      {
        id: 'keep',
        operation: 'http',
        parent: 'each',
        inputs: {
          method: literal('PUT'),
          url: template(`${sink}/kept/`, ref('event.body.id'), '-', ref('each.index')),
        },
      },
    ],
    'event -> each',
  );

/** What comes as a file is handed on as it is. */
export const handOn = (sink: string) =>
  drawFlow(
    [
      { ...hook, inputs: { ...hook.inputs, example: literal({ id: 'a1', file: 'bytes' }) } },
      {
        ...call('keep', 'PUT', `${sink}/kept/`),
        inputs: { ...call('keep', 'PUT', `${sink}/kept/`).inputs, body: ref('event.body.file') },
      },
    ],
    'event -> keep',
  );

/** A file is fetched, patiently, and handed on. */
export const fetchFile = (sink: string) => {
  const keeping = call('keep', 'PUT', `${sink}/kept/`);
  return drawFlow(
    [
      hook,
      { ...call('fetch', 'GET', `${sink}/file/`), retry: { tries: 10, firstWaitMs: 1_000 } },
      { ...keeping, inputs: { ...keeping.inputs, body: ref('fetch.body') } },
    ],
    'event -> fetch',
    'fetch -> keep',
  );
};

/** An event is kept some seconds later. */
export const nap = (sink: string, seconds: number) =>
  drawFlow(
    [
      hook,
      { id: 'nap', operation: 'wait', inputs: { amount: literal(seconds), unit: literal('seconds') } },
      call('keep', 'PUT', `${sink}/kept/`),
    ],
    'event -> nap',
    'nap -> keep',
  );

/** A call whenever the clock says so. */
export const byTheClock = (sink: string, schedule: Readonly<Record<string, unknown>>) => {
  const inputs = Object.fromEntries(Object.entries(schedule).map(([name, value]) => [name, literal(value)]));
  const url = template(`${sink}/clock/`, ref('clock.scheduledAt'));
  return drawFlow(
    [
      { id: 'clock', operation: 'schedule', inputs },
      { id: 'keep', operation: 'http', inputs: { method: literal('PUT'), url } },
    ],
    'clock -> keep',
  );
};

/** A call for each version of each item that a list has. */
export const watchList = (sink: string) => {
  const inputs = {
    url: `${sink}/list`,
    list: 'items',
    version: 'version',
    minutes: 1,
    first: 'start',
    example: { id: 'i1', version: 1 },
  };
  const url = template(`${sink}/kept/`, ref('item.id'), '-', ref('item.version'));
  return drawFlow(
    [
      {
        id: 'item',
        operation: 'poll',
        inputs: Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, literal(value)])),
      },
      { id: 'keep', operation: 'http', inputs: { method: literal('PUT'), url } },
    ],
    'item -> keep',
  );
};
