import { formula, literal, object, ref, type StepSpec, template } from './drawFlow.ts';

/** What follows the request `order`: the order is looked up in an API as `startOrdersApi` makes it, and shipped or refused. */
export const shippingSteps = (of: { id: string; version: string }): StepSpec[] => [
  { id: 'get', operation: 'getOrder', of, inputs: { orderId: ref('order.body.orderId') } },
  {
    id: 'fields',
    operation: 'setFields',
    inputs: {
      fields: object({
        email: ref('order.body.customer.email'),
        gross: formula('order.body.total * 1.19'),
        greeting: template('Hello ', ref('order.body.customer.name'), ', order ', ref('order.body.orderId')),
      }),
    },
  },
  { id: 'active', operation: 'branch', inputs: { condition: formula('get.status == "active"') } },
  {
    id: 'ship',
    operation: 'createShipment',
    of,
    inputs: {
      body: object({
        orderId: ref('order.body.orderId'),
        recipient: ref('fields.email'),
        total: ref('fields.gross'),
      }),
    },
  },
  {
    id: 'accept',
    operation: 'respond',
    inputs: { status: literal(200), body: object({ ok: literal(true), receipt: ref('ship.receipt') }) },
  },
  {
    id: 'refuse',
    operation: 'respond',
    inputs: { status: literal(202), body: object({ ok: literal(false), reason: ref('get.status') }) },
  },
];

export const shippingWires = [
  'order -> get',
  'get -> fields',
  'fields -> active',
  'active -yes-> ship',
  'active -no-> refuse',
  'ship -> accept',
];
