import '../../app/withoutEval.ts';
import {
  DOCUMENT_VERSION,
  type Edge,
  EdgeId,
  type FlowDocument,
  type Mapping,
  type Step,
  StepId,
} from '@patchbay/flow';

const literal = (value: Extract<Mapping, { kind: 'literal' }>['value']): Mapping => ({ kind: 'literal', value });
const formula = (source: string): Mapping => ({ kind: 'formula', source });
const object = (fields: Record<string, Mapping>): Mapping => ({ kind: 'object', fields });
const from = (step: string, ...path: string[]): Mapping => ({ kind: 'reference', step: StepId.parse(step), path });

const order = {
  orderId: 'A-1042',
  customer: { name: 'Ann Lee', email: 'ann@example.com' },
  total: 612.4,
  currency: 'EUR',
  lines: [{ name: 'Oak desk, 140 cm', quantity: 1, price: 612.4 }],
};

type Drawn = { id: string; name: string; operation: string; inputs: Step['inputs']; at: [x: number, y: number] };

function step({ id, name, operation, inputs, at: [x, y] }: Drawn): Step {
  return {
    id: StepId.parse(id),
    name,
    uses: { connector: 'core', version: '1', operation },
    inputs,
    position: { x, y },
  };
}

function edge(fromStep: string, outlet: string, to: string): Edge {
  return {
    id: EdgeId.parse(`${fromStep}-${outlet}-${to}`),
    from: StepId.parse(fromStep),
    outlet,
    to: StepId.parse(to),
  };
}

const steps = [
  step({
    id: 'order',
    name: 'Order arrives',
    operation: 'webhook',
    inputs: { method: literal('POST'), answer: literal('run'), example: literal(order) },
    at: [168, 0],
  }),
  step({
    id: 'prepare',
    name: 'Prepare the order',
    operation: 'setFields',
    inputs: {
      fields: object({
        number: from('order', 'body', 'orderId'),
        customer: from('order', 'body', 'customer', 'name'),
        total: from('order', 'body', 'total'),
        withTax: formula('order.body.total * 1.19'),
        greeting: {
          kind: 'template',
          parts: [
            'Thank you, ',
            { kind: 'reference', step: StepId.parse('order'), path: ['body', 'customer', 'name'] },
          ],
        },
      }),
    },
    at: [168, 96],
  }),
  step({
    id: 'big',
    name: 'Is it a big order?',
    operation: 'branch',
    inputs: { condition: formula('prepare.total > 500') },
    at: [168, 192],
  }),
  step({
    id: 'accept',
    name: 'Answer with a receipt',
    operation: 'respond',
    inputs: {
      status: literal(200),
      body: object({ ok: literal(true), order: from('prepare', 'number'), message: from('prepare', 'greeting') }),
    },
    at: [0, 324],
  }),
  step({
    id: 'later',
    name: 'Answer that it comes later',
    operation: 'respond',
    inputs: {
      status: literal(202),
      body: object({ ok: literal(false), reason: literal('Small orders go out on Friday.') }),
    },
    at: [336, 324],
  }),
];

const edges = [
  edge('order', 'done', 'prepare'),
  edge('prepare', 'done', 'big'),
  edge('big', 'yes', 'accept'),
  edge('big', 'no', 'later'),
];

const document: FlowDocument = {
  version: DOCUMENT_VERSION,
  steps: Object.fromEntries(steps.map((drawn) => [drawn.id, drawn])),
  edges: Object.fromEntries(edges.map((drawn) => [drawn.id, drawn])),
  notes: {},
};

/** A flow that works without any account: an order comes in, is prepared, and gets one of two answers. */
export const exampleFlow = { name: 'Example: an order gets its answer', document };
