import { draw, literal, ref } from '../../runs/testing.ts';

/** A flow that answers with what it was sent; `inputs` are more of its answer. */
export const hooked = (inputs: object = {}) =>
  draw(
    {
      order: { operation: 'webhook', inputs: { example: literal({ a: 'b' }) } },
      reply: { operation: 'respond', inputs: { body: ref('order.body'), ...inputs } },
    },
    'order -> reply',
  );
