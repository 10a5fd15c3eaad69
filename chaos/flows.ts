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
