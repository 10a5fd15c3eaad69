// Three further flows, of shapes that nothing was tuned for: what is good for F1 to F4 only shows here.
import { drawFlow, formula, literal, object, ref, type StepSpec } from '../e2e/support/drawFlow.ts';
import { mapFive, respond, webhook } from './flows.ts';
import { bulk, order } from './payloads.ts';

/** Two calls side by side, joined, a branch, an answer. */
export function sideBySide(upstream: string) {
  const get = (id: string): StepSpec => ({
    id,
    operation: 'http',
    inputs: { method: literal('GET'), url: literal(`${upstream}/item`) },
  });
  const total = formula('left.body.qty * left.body.price + right.body.qty * right.body.price');
  const fields = object({
    customer: ref('left.body.customer.name'),
    country: ref('right.body.customer.country'),
    total,
  });
  return drawFlow(
    [
      webhook(order),
      get('left'),
      get('right'),
      { id: 'both', operation: 'setFields', inputs: { fields } },
      { id: 'ask', operation: 'branch', inputs: { condition: formula('both.total > 100.0') } },
      respond('answer', ref('both')),
      respond('refuse', literal({ ok: false }), 202),
    ],
    'order -> left',
    'order -> right',
    'left -> both',
    'right -> both',
    'both -> ask',
    'ask -yes-> answer',
    'ask -no-> refuse',
  );
}

/** A call that must not happen twice for each of 20 items, 5 under way at once. */
export function fiveAtOnce(upstream: string) {
  return drawFlow(
    [
      webhook(bulk(20)),
      {
        id: 'each',
        operation: 'forEach',
        inputs: { items: ref('order.body.items'), collect: ref('send.body.receipt'), atOnce: literal(5) },
      },
      {
        id: 'send',
        operation: 'http',
        parent: 'each',
        inputs: {
          method: literal('POST'),
          url: literal(`${upstream}/sink`),
          body: object({ id: ref('each.item.id'), name: ref('each.item.customer.name') }),
        },
      },
      respond('answer', object({ count: ref('each.count'), last: formula('last(each.items)') })),
    ],
    'order -> each',
    'each -> answer',
  );
}

/** Called by `caller`. */
export const priced = drawFlow(
  [
    { id: 'start', operation: 'called', inputs: { example: literal(order) } },
    mapFive('fields', 'start', 'status'),
    respond('answer', ref('fields')),
  ],
  'start -> fields',
  'fields -> answer',
);

/** Calls another flow and answers what that answers: two runs. */
export function caller(flowId: string) {
  const inputs = { flow: literal(flowId), input: ref('order.body') };
  return drawFlow(
    [webhook(order), { id: 'call', operation: 'subflow', inputs }, respond('answer', ref('call'))],
    'order -> call',
    'call -> answer',
  );
}
