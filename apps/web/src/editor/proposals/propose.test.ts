import type { Json } from '@patchbay/expression';
import { checkMapping } from '@patchbay/expression';
import { type Environment, type Step, StepId } from '@patchbay/flow';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cpuClock } from '../../../../../tooling/testing/cpuClock.ts';
import { dataRows } from '../inspector/data/dataRows.ts';
import type { JSONSchema } from '../inspector/data/jsonSchema.ts';
import { fieldsOf } from '../inspector/form/fieldsOf.ts';
import type { DataGroup } from '../inspector/picker/groups.ts';
import { fittingMapping } from './fits.ts';
import { offeredValues } from './offeredValues.ts';
import { type Proposals, propose } from './propose.ts';
import { wantedFields } from './wantedFields.ts';

type Giver = { name?: string; operation?: 'approval'; schema: JSONSchema; sample?: Json };

const text: JSONSchema = { type: 'string' };
const number: JSONSchema = { type: 'number' };

function object(properties: Record<string, JSONSchema>, required: readonly string[] = Object.keys(properties)) {
  return { type: 'object', properties, required: [...required] } as const;
}

/** What is proposed for an empty form; steps are named `first`, `second` and so on, the nearest first. */
function proposed(input: JSONSchema, givers: readonly Giver[], title = 'Send it'): Proposals {
  const { wanted, offered, environment, values } = setUp(input, givers, title);
  return propose({
    wanted,
    offered,
    fit: (from, field, sample) => fittingMapping(from, { environment, expected: field.schema, values, sample }),
  });
}

function setUp(input: JSONSchema, givers: readonly Giver[], title = 'Send it') {
  const groups = givers.map((giver, at) => groupOf(giver, at));
  const environment: Environment = Object.fromEntries(givers.map(({ schema }, at) => [nameAt(at), schema]));
  const values = { now: 0, value: (id: string) => givers[Number(id.slice(1))]?.sample };
  const wanted = wantedFields({ fields: fieldsOf(input), operation: { title }, mappingAt: () => undefined });
  return { wanted, offered: offeredValues(groups), environment, values };
}

const nameAt = (at: number) => StepId.parse(`s${at}`);

function groupOf({ schema, sample, name = 'Start', operation }: Giver, at: number): DataGroup {
  const uses = { connector: operation === undefined ? 'test' : 'core', version: '1', operation: operation ?? 'call' };
  const step: Step = { id: nameAt(at), name, uses, inputs: {}, position: { x: 0, y: 0 } };
  return { step, isItem: false, mayBeMissing: false, from: 'sample', rows: dataRows(schema, sample), value: sample };
}

/** `to = s0.customer.email`, one a line. */
function lines({ fields }: Proposals): string[] {
  return fields.map(({ path, mapping, from }) =>
    mapping.kind === 'formula'
      ? `${path.join('.')} = ${mapping.source}`
      : `${path.join('.')} = ${from.step}.${from.path.join('.')}`,
  );
}

const payment: Giver = {
  name: 'Payment received',
  schema: object({
    id: text,
    amount: number,
    currency: text,
    customer: object({ id: text, email: { type: 'string', format: 'email' }, firstName: text, last_name: text }),
    receipt_url: { type: 'string', format: 'uri' },
    created: { type: 'integer' },
  }),
  sample: {
    id: 'pay_1',
    amount: 612.4,
    currency: 'eur',
    customer: { id: 'cus_1', email: 'ann@example.com', firstName: 'Ann', last_name: 'Ek' },
    receipt_url: 'https://pay.example.com/r/1',
    created: 1_763_800_865,
  },
};

describe('what is proposed for empty fields', () => {
  test('the address of the applicant, and never that of whoever approved', () => {
    const email: JSONSchema = { type: 'string', format: 'email' };
    const form: Giver = { name: 'Form', schema: object({ email }) };
    const answer: Giver = {
      name: 'Wait for approval',
      operation: 'approval',
      schema: object({ by: text, email: text }),
    };
    const mail = object({ to: email });
    expect(lines(proposed(mail, [answer, form], 'Send an e-mail'))).toEqual(['to = s1.email']);
    expect(lines(proposed(mail, [answer], 'Send an e-mail'))).toEqual([]);
  });

  test('nothing for a field that has a value of its own when it is left empty', () => {
    const wait = object({ amount: { type: 'number', title: 'Wait at most', default: 7 } }, []);
    expect(lines(proposed(wait, [payment], 'Wait for approval'))).toEqual([]);
  });

  test('the columns of a row by the questions of a form, with their units', () => {
    const form: Giver = {
      name: 'When somebody fills in a form',
      schema: object({
        name: text,
        amountIn: { type: 'number', title: 'Amount in €' },
        iban: { type: 'string', title: 'IBAN (optional)' },
      }),
    };
    const row = object({ row: { ...object({ Name: text, Amount: number, IBAN: text }, []), title: 'Row' } });
    expect(lines(proposed(row, [form], 'Add a row'))).toEqual([
      'row.Name = s0.name',
      'row.Amount = s0.amountIn',
      'row.IBAN = s0.iban',
    ]);
  });

  test('the one list of the nearest step that gives any, for a field that has to have a list', () => {
    const wanted = object({ rows: { type: 'array' } });
    const list: JSONSchema = { type: 'array', items: object({ id: text }) };
    const far = { schema: object({ letters: list }) };
    expect(lines(proposed(wanted, [{ schema: object({ id: text }) }, { schema: list }, far]))).toEqual(['rows = s1.']);
    expect(lines(proposed(wanted, [{ schema: object({ letters: list, notes: list }) }, far]))).toEqual([]);
    expect(lines(proposed(object({ rows: { type: 'array' } }, []), [{ schema: list }]))).toEqual([]);
    expect(lines(proposed(object({ rows: { type: 'array', items: number } }), [{ schema: list }]))).toEqual([]);
  });

  test('values that are called the same, whatever the language and the way they are written', () => {
    const input = object({ 'E-Mail': text, Vorname: text, surname: text, Betrag: number, währung: text });
    expect(lines(proposed(input, [payment]))).toEqual([
      'E-Mail = s0.customer.email',
      'Vorname = s0.customer.firstName',
      'surname = s0.customer.last_name',
      'Betrag = s0.amount',
      'währung = s0.currency',
    ]);
  });

  test('an e-mail address for whom a message goes to', () => {
    const to = { type: 'string', title: 'To', examples: ['ada@example.com'] } as const;
    expect(lines(proposed(object({ to }), [payment]))).toEqual(['to = s0.customer.email']);
  });

  test('the id of the same thing, and of no other', () => {
    const input = object({ customerId: text, orderId: text });
    expect(lines(proposed(input, [payment]))).toEqual(['customerId = s0.customer.id']);
    expect(lines(proposed(object({ id: text }), [payment], 'Get customer'))).toEqual(['id = s0.customer.id']);
    expect(lines(proposed(object({ id: text }), [payment], 'Get invoice'))).toEqual([]);
    const contact: Giver = { name: 'Find contact', schema: object({ id: text }), sample: { id: 'c1' } };
    expect(lines(proposed(object({ contact_id: text }), [payment, contact]))).toEqual(['contact_id = s1.id']);
  });

  test('the nearer of two values that are called the same', () => {
    const near: Giver = { schema: object({ email: text }), sample: { email: 'near@example.com' } };
    expect(lines(proposed(object({ email: text }), [near, payment]))).toEqual(['email = s0.email']);
  });

  test('fields inside fields', () => {
    const input = object({ body: object({ contact: object({ email: text, phone: text }) }) });
    const form: Giver = { schema: object({ telephone: text, eMail: text }), sample: {} };
    expect(lines(proposed(input, [form]))).toEqual([
      'body.contact.email = s0.eMail',
      'body.contact.phone = s0.telephone',
    ]);
  });

  test('required fields before others, and others only where there is little doubt', () => {
    const input = object({ city: text, email: text, 'shipping city': text }, ['email']);
    const giver: Giver = { schema: object({ billing: object({ city: text }), email: text }) };
    expect(lines(proposed(input, [giver]))).toEqual(['email = s0.email', 'city = s0.billing.city']);
  });

  test('a conversion where the type is another one', () => {
    const input = object({ amount: text, created: { type: 'string', format: 'date' } });
    expect(lines(proposed(input, [payment]))).toEqual([
      'amount = text(s0.amount)',
      'created = formatDate(fromUnix(s0.created), "yyyy-MM-dd")',
    ]);
  });

  test('nothing that the sample speaks against', () => {
    const input = object({ quantity: number, stage: { type: 'string', enum: ['new', 'won'] } });
    const giver: Giver = {
      schema: object({ quantity: text, stage: text }),
      sample: { quantity: 'a few', stage: 'lost' },
    };
    expect(lines(proposed(input, [giver]))).toEqual([]);
  });

  test('nothing that only machines read', () => {
    const giver: Giver = { schema: object({ rawBody: text, headers: object({ subject: text }) }) };
    expect(lines(proposed(object({ text, subject: text }), [giver]))).toEqual([]);
  });

  test('nothing that belongs to the opposite', () => {
    const giver: Giver = { schema: object({ billing: object({ street: text, city: text }) }) };
    expect(lines(proposed(object({ shippingStreet: text, deliveryCity: text }), [giver]))).toEqual([]);
  });

  test('a list for a list, and for single fields to repeat the step for each of its items', () => {
    const item = object({ sku: text, quantity: { type: 'integer' }, price: number });
    const order: Giver = {
      name: 'Get order',
      schema: object({ lines: { type: 'array', items: item }, tags: { type: 'array', items: text } }),
      sample: { lines: [{ sku: 'A1', quantity: 2, price: 5 }], tags: ['a'] },
    };
    const input = object({ sku: text, qty: { type: 'integer' }, tags: { type: 'array', items: text } });
    const found = proposed(input, [order]);
    expect(lines(found)).toEqual(['tags = s0.tags']);
    expect(found.each).toEqual({
      list: { kind: 'reference', step: 's0', path: ['lines'] },
      fields: [
        { path: ['sku'], inItem: ['sku'] },
        { path: ['qty'], inItem: ['quantity'] },
      ],
    });
  });
});

const NAMES =
  'email|e-mail|mail|id|orderId|name|first name|total|price|to|url||__proto__|constructor|länk|名前|a b c d e|Phone|date|created_at|items';
const names = fc.constantFrom(...NAMES.split('|'));
const LEAVES: JSONSchema[] = [
  text,
  number,
  true,
  { type: 'integer' },
  { type: 'boolean' },
  { type: 'string', format: 'email' },
  { type: 'string', format: 'date' },
  { enum: ['a', 'b'] },
  { type: ['string', 'null'] },
  { type: 'array', items: text },
  { type: 'array', items: object({ id: text, email: text }) },
];
const leaves = fc.constantFrom(...LEAVES);
const schemas = fc
  .dictionary(
    names,
    fc.oneof(
      leaves,
      fc.dictionary(names, leaves, { maxKeys: 4 }).map((inner) => object(inner)),
    ),
    {
      maxKeys: 6,
    },
  )
  .map((properties) => object(properties));
const givers = fc.array(
  fc.record({ schema: schemas, sample: fc.option(fc.jsonValue() as fc.Arbitrary<Json>, { nil: undefined }) }),
  { maxLength: 4 },
);

describe('whatever the schemas and samples are', () => {
  test('nothing of a wrong type is proposed, each field gets one value, and the answer is the same again', () => {
    fc.assert(
      fc.property(schemas, givers, (input, from) => {
        const { environment, wanted } = setUp(input, from);
        const found = proposed(input, from);
        for (const { path, mapping } of found.fields) {
          const expected = wanted.find((field) => field.path.join('\0') === path.join('\0'))?.schema ?? true;
          expect(checkMapping(mapping, { environment, expected })).toEqual([]);
        }
        const places = found.fields.map(({ path }) => path.join('\0'));
        expect(new Set(places).size).toBe(places.length);
        expect(proposed(input, from)).toEqual(found);
      }),
      { numRuns: 300 },
    );
  });

  test('a hundred fields and five hundred values take less than 20 ms', () => {
    const field = (at: number) => ['email', 'order id', 'amount', 'name', 'city', `field ${at}`][at % 6] ?? '';
    const input = object(
      Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`${field(at)} of part ${at}`, text])),
    );
    const values = (step: number) =>
      Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`part ${at} ${field(at)} ${step}`, text]));
    const from = Array.from({ length: 5 }, (_, step) => ({
      schema: object({ email: text, name: text, ...values(step) }),
    }));
    const { wanted, offered, environment, values: seen } = setUp(input, from);
    expect(wanted.length).toBe(100);
    expect(offered.length).toBeGreaterThan(499);
    const once = () =>
      propose({
        wanted,
        offered,
        fit: (value, to, sample) => fittingMapping(value, { environment, expected: to.schema, values: seen, sample }),
      });
    const times = Array.from({ length: 9 }, () => {
      const spentMs = cpuClock();
      once();
      return spentMs();
    });
    expect(Math.min(...times)).toBeLessThan(20);
  });
});
