// The four flows as documents.
import {
  drawFlow,
  formula,
  literal,
  type Mapping,
  object,
  ref,
  type StepSpec,
  template,
} from '../e2e/support/drawFlow.ts';

export const webhook = (example: unknown): StepSpec => ({
  id: 'order',
  operation: 'webhook',
  inputs: { method: literal('POST'), answer: literal('run'), example: literal(example) },
});
export const respond = (id: string, body: Mapping, status = 200): StepSpec => ({
  id,
  operation: 'respond',
  inputs: { status: literal(status), body },
});

export function documents(upstream: string, examples: { order: unknown; bulk: unknown }) {
  const small = webhook(examples.order);
  return {
    F1: drawFlow([small, respond('answer', literal({ ok: true }))], 'order -> answer'),
    F2: drawFlow(
      [small, mapFive('fields', 'order.body', 'label'), respond('answer', ref('fields'))],
      'order -> fields',
      'fields -> answer',
    ),
    F3: drawFlow(
      [
        small,
        { id: 'item', operation: 'http', inputs: { method: literal('GET'), url: literal(`${upstream}/item`) } },
        mapFive('fields', 'item.body', 'status'),
        { id: 'ask', operation: 'branch', inputs: { condition: formula('fields.status == "active"') } },
        {
          id: 'send',
          operation: 'http',
          inputs: { method: literal('POST'), url: literal(`${upstream}/sink`), body: ref('fields') },
        },
        respond('answer', object({ ok: literal(true), receipt: ref('send.body.receipt') })),
        respond('refuse', literal({ ok: false, reason: 'inactive' }), 202),
      ],
      'order -> item',
      'item -> fields',
      'fields -> ask',
      'ask -yes-> send',
      'ask -no-> refuse',
      'send -> answer',
    ),
    F4: drawFlow(
      [
        webhook(examples.bulk),
        {
          id: 'each',
          operation: 'forEach',
          inputs: { items: ref('order.body.items'), collect: ref('fields') },
        },
        { ...mapFive('fields', 'each.item', 'status'), parent: 'each' },
        {
          id: 'ask',
          operation: 'branch',
          inputs: { condition: formula('fields.status == "active"') },
          parent: 'each',
        },
        respond('answer', object({ count: ref('each.count'), last: formula('last(each.items)') })),
      ],
      'order -> each',
      'fields -> ask',
      'each -> answer',
    ),
  };
}

export function mapFive(id: string, from: string, fifth: 'label' | 'status'): StepSpec {
  const fields = {
    orderId: ref(`${from}.id`),
    customer: ref(`${from}.customer.name`),
    email: ref(`${from}.customer.email`),
    total: formula(`${from}.qty * ${from}.price`),
    ...(fifth === 'status'
      ? { status: ref(`${from}.status`) }
      : { label: template(ref(`${from}.id`), ' / ', ref(`${from}.customer.country`)) }),
  };
  return { id, operation: 'setFields', inputs: { fields: object(fields) } };
}
