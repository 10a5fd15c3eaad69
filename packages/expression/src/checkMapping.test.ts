import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import { describe, expect, it } from 'vitest';
import { checkMapping, compileMapping, type Mapping, schemaFromSample, typeOfMapping } from './index.ts';

const sample = {
  orderId: 'A-7',
  customer: { name: 'Ann', email: 'ann@example.com' },
  total: 129.9,
  paid: true,
  createdAt: '2026-11-22T09:30:00Z',
  lines: [{ sku: 'A', qty: 2, price: 9.5 }],
  tags: ['new'],
  note: null,
};
const environment = { order: schemaFromSample(sample) };

function problems(mapping: Mapping, expected?: JSONSchema) {
  return checkMapping(mapping, { environment, ...(expected !== undefined && { expected }) });
}

function sentences(source: string, expected?: JSONSchema): string[] {
  return problems({ kind: 'formula', source }, expected).map((each) => each.message);
}

function reference(...path: (string | number)[]): Mapping {
  return { kind: 'reference', step: 'order', path };
}

describe('checkMapping of references', () => {
  it('finds nothing wrong with fields that are there', () => {
    expect(problems(reference('customer', 'email'), { type: 'string', format: 'email' })).toEqual([]);
    expect(problems(reference('lines', 0, 'qty'), { type: 'number' })).toEqual([]);
    expect(problems(reference('note', 'anything'))).toEqual([]);
  });

  it('names the step, the missing field and the one that was meant', () => {
    expect(problems(reference('custmer', 'name'))).toMatchObject([
      {
        code: 'unknown_field',
        severity: 'error',
        message: 'order has no field custmer. Did you mean customer?',
        field: { name: 'custmer', suggestion: 'customer' },
        fix: { title: 'Use customer', mapping: reference('customer', 'name') },
        step: 'order',
        path: [],
      },
    ]);
    expect(problems(reference('customer', 'phone'))[0]?.message).toBe('customer has no field phone.');
    expect(problems({ kind: 'reference', step: 'oder', path: [] })[0]).toMatchObject({
      code: 'unknown_step',
      step: 'oder',
      message: 'There is no step oder before this one. Did you mean order?',
    });
  });

  it('says what a field is when it has no fields of its own', () => {
    expect(problems(reference('total', 'amount'))[0]?.message).toBe('total is a number, so it has no field amount.');
    expect(problems(reference('lines', 'sku'))[0]?.message).toBe(
      'lines is a list of objects. Write lines[0].sku for the first, or lines.map(item, item.sku) for all.',
    );
  });

  it('says what a value is and what the field wants', () => {
    expect(problems(reference('total'), { type: 'string', format: 'date' })[0]?.message).toBe(
      'This is a number. The field wants a date.',
    );
    expect(problems(reference('tags'), { type: 'array', items: { type: 'number' } })[0]?.message).toBe(
      'This is a list of text. The field wants a list of numbers.',
    );
    expect(problems(reference('customer'), { type: 'boolean' })[0]?.message).toBe(
      'This is an object. The field wants a yes or no.',
    );
  });

  it('offers to convert where that can work, and the offer fits', () => {
    const wanted: [Mapping, JSONSchema, string, string][] = [
      [reference('orderId'), { type: 'number' }, 'number(order.orderId)', 'error'],
      [reference('orderId'), { type: 'string', format: 'date-time' }, 'toDate(order.orderId)', 'warning'],
      [
        reference('orderId'),
        { type: 'string', format: 'date' },
        'formatDate(toDate(order.orderId), "yyyy-MM-dd")',
        'warning',
      ],
      [
        { kind: 'formula', source: 'now()' },
        { type: 'string', format: 'date' },
        'formatDate(now(), "yyyy-MM-dd")',
        'warning',
      ],
      [
        { kind: 'formula', source: 'now()' },
        { type: 'string', format: 'time' },
        'formatDate(now(), "HH:mm:ss")',
        'warning',
      ],
      [
        { kind: 'formula', source: 'today()' },
        { type: 'string', format: 'time' },
        'formatDate(today(), "HH:mm:ss")',
        'warning',
      ],
      [reference('total'), { type: 'string' }, 'text(order.total)', 'warning'],
      [reference('createdAt'), { type: 'integer' }, 'toUnix(order.createdAt)', 'error'],
      [
        { kind: 'formula', source: 'addDays(order.createdAt, -14)' },
        { type: 'integer' },
        'toUnix(addDays(order.createdAt, -14))',
        'error',
      ],
    ];
    for (const [mapping, expected, source, severity] of wanted) {
      const [problem] = problems(mapping, expected);
      expect(problem?.severity).toBe(severity);
      expect(problem?.fix?.mapping).toEqual({ kind: 'formula', source });
      expect(problem?.fix && problems(problem.fix.mapping, expected)).toEqual([]);
    }
  });

  it('offers what would fit in place of a value that does not, and nothing that would not', () => {
    const offers: [Mapping, JSONSchema, Mapping | undefined][] = [
      [reference('tags'), { type: 'string' }, { kind: 'formula', source: 'first(order.tags)' }],
      [reference('tags'), { type: 'number' }, undefined],
      [
        reference('orderId'),
        { type: 'array', items: { type: 'string' } },
        { kind: 'list', items: [reference('orderId')] },
      ],
      [reference('customer'), { type: 'string' }, { kind: 'formula', source: 'toJson(order.customer)' }],
      [reference('customer', 'nam'), { type: 'string' }, reference('customer', 'name')],
      [
        { kind: 'literal', value: 'In Transit' },
        { enum: ['new', 'in_transit'] },
        { kind: 'literal', value: 'in_transit' },
      ],
      [{ kind: 'literal', value: 'whatever' }, { enum: ['new', 'done'] }, undefined],
      [{ kind: 'literal', value: '12' }, { type: 'number' }, { kind: 'literal', value: 12 }],
      [{ kind: 'literal', value: 12 }, { type: 'string' }, { kind: 'literal', value: '12' }],
      [
        { kind: 'literal', value: 0 },
        { type: 'integer', minimum: 1 },
        { kind: 'literal', value: 1 },
      ],
      [{ kind: 'literal', value: 0.2 }, { type: 'integer', minimum: 1 }, undefined],
      [
        { kind: 'literal', value: 'abc' },
        { type: 'string', maxLength: 2 },
        { kind: 'literal', value: 'ab' },
      ],
    ];
    for (const [mapping, expected, offered] of offers) {
      const [problem] = problems(mapping, expected);
      expect(problem?.fix?.mapping).toEqual(offered);
    }
  });

  it('compares the choices of both ends', () => {
    const environment: Record<string, JSONSchema> = {
      deal: { type: 'object', properties: { stage: { enum: ['won', 'lost'] } } },
    };
    const found = (choices: string[]) =>
      checkMapping({ kind: 'reference', step: 'deal', path: ['stage'] }, { environment, expected: { enum: choices } });
    expect(found(['won', 'lost', 'open'])).toEqual([]);
    expect(found(['won', 'open'])).toMatchObject([{ code: 'not_always_a_choice', severity: 'warning' }]);
    expect(found(['open'])).toMatchObject([{ code: 'not_a_choice', severity: 'error' }]);
  });

  it('follows references inside schemas and takes every alternative into account', () => {
    const schema: JSONSchema = {
      type: 'object',
      properties: { owner: { $ref: '#/$defs/person' }, any: { anyOf: [{ $ref: '#/$defs/person' }, { type: 'null' }] } },
      $defs: { person: { type: 'object', properties: { name: { type: 'string' }, boss: { $ref: '#/$defs/person' } } } },
    };
    const against = { environment: { repo: schema } };
    const path = ['owner', 'boss', 'boss', 'name'];
    expect(checkMapping({ kind: 'reference', step: 'repo', path }, against)).toEqual([]);
    expect(checkMapping({ kind: 'reference', step: 'repo', path: ['any', 'nam'] }, against)[0]?.message).toBe(
      'any has no field nam. Did you mean name?',
    );
    const type = typeOfMapping({ kind: 'reference', step: 'repo', path: ['owner', 'boss'] }, against.environment);
    expect(
      checkMapping({ kind: 'reference', step: 'boss', path: ['boss', 'x'] }, { environment: { boss: type } }),
    ).toHaveLength(1);
  });

  it('survives schemas that refer in circles or to nothing', () => {
    const circle: JSONSchema = { $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } } };
    const inside: JSONSchema = { allOf: [{ $ref: '#' }], anyOf: [{ $ref: '#' }, { $ref: '#/nowhere' }] };
    for (const schema of [circle, inside]) {
      expect(
        checkMapping({ kind: 'reference', step: 'x', path: ['y'] }, { environment: { x: schema }, expected: schema }),
      ).toEqual([]);
    }
  });
});

describe('checkMapping of formulas', () => {
  it('finds nothing wrong with sound ones', () => {
    const sound = [
      'order.lines.map(l, l.qty * l.price).sum()',
      'order.total * 2 + 1 > 3 && order.paid',
      'upper(order.customer.name) + " (" + text(order.total) + ")"',
      'order.lines.filter(l, l.qty > 1)[0].sku',
      'default(order.note, "none")',
      'has(order.customer.phone) ? order.customer.phone : "none"',
      'order.createdAt.addDays(14).formatDate("d MMMM yyyy", "Europe/Berlin")',
      '"new" in order.tags',
      'cel.bind(t, order.total * 1.2, t > 100 ? t : 0)',
      '{"id": order.orderId, "n": size(order.lines)}.n + 1',
      'pluck(order.lines, "qty").max() - 1',
    ];
    expect(sound.map((source) => [source, ...sentences(source)])).toEqual(sound.map((source) => [source]));
  });

  it.each([
    ['"a" + 1', '+ cannot put text and a number together. Write text(...) around the one that is not text.'],
    ['order.customer.name * 2', '* works with numbers, and this is text. Write number(...) around it.'],
    ['order.total > "9"', 'You cannot compare a number with text. Write number(...) around the text.'],
    ['order.total == "9"', 'This compares a number with text and is never true.'],
    ['order.custmer.name', 'order has no field custmer. Did you mean customer?'],
    ['order.lines.map(l, l.quantity)', 'l has no field quantity.'],
    ['order.total ? 1 : 2', 'The condition before ? has to be a yes or no, and this is a number.'],
    ['uper(order.orderId)', 'There is no function uper. Did you mean upper?'],
    ['round()', 'round is written round(number, decimals?), and this has 0 values in the brackets.'],
    ['round(order.orderId)', 'round wants a number as its number, and this is text. Write number(...) around it.'],
    ['order.total.map(x, x)', 'map goes over a list, and this is a number.'],
    ['map(order.lines, l, l.sku)', 'map is written after a list, with a name for the item: lines.map(line, ...).'],
    [
      'formatDate(order.createdAt, "yyyy", "Europe/Pris")',
      'There is no time zone “Europe/Pris”. Write it like Europe/Berlin or America/New_York.',
    ],
    [
      'formatDate(order.createdAt, "ww")',
      "“ww” means nothing in a date pattern. Put plain words in single quotes, as in d 'of' MMMM.",
    ],
    ['addDays("soon", 1)', 'This is not a date like 2026-11-22 or 2026-11-22T09:30:00Z.'],
    ['matches(order.orderId, "(")', '“(” is not a pattern. A bracket or a sign before * may be wrong.'],
    [
      'matches(order.orderId, "a(?=b)")',
      'Patterns have no look-around and no back-references, so that they always end in time.',
    ],
    ['order.total / 0', 'This divides by zero.'],
    ['order.total = 1', 'To compare, write == with two equal signs.'],
    ['order.total +', 'The formula stops early: a value is missing.'],
    ['(order.total', 'The formula stops early: a closing bracket ) is missing.'],
    ['"abc', 'This text has no closing quote.'],
    ['1 2', '“2” does not fit here.'],
    ['', 'Write a formula here.'],
    ['{a: 1}', 'The name of a field has to be text. Write "a" in quotes.'],
    ['b"x"', 'Bytes are not used here. Write text without the b.'],
  ])('%s: %s', (source, sentence) => {
    expect(sentences(source)).toEqual([sentence]);
  });

  it('marks the characters the problem is about', () => {
    const source = 'order.total + upper(order.custmer.name) ';
    const [problem] = problems({ kind: 'formula', source });
    expect(source.slice(problem?.position?.from, problem?.position?.to)).toBe('order.custmer.name');
    expect(problem).toMatchObject({ step: 'order', field: { name: 'custmer', suggestion: 'customer' } });
  });

  it('only warns of a missing field that has a default', () => {
    expect(problems({ kind: 'formula', source: 'default(order.nickname, "")' })).toMatchObject([
      { severity: 'warning' },
    ]);
  });

  it('compares the result with what the field wants', () => {
    expect(sentences('order.total * 2', { type: 'string', format: 'date-time' })).toEqual([
      'This is a number. The field wants a date.',
    ]);
    expect(sentences('order.paid ? 1 : 2', { type: 'boolean' })).toEqual([
      'This is a number. The field wants a yes or no.',
    ]);
    expect(sentences('order.lines.map(l, l.sku)', { type: 'array', items: { type: 'string' } })).toEqual([]);
  });
});

describe('checkMapping of what is typed by hand', () => {
  const body: JSONSchema = {
    type: 'object',
    required: ['email'],
    additionalProperties: false,
    properties: {
      email: { type: 'string' },
      count: { type: 'integer', minimum: 1 },
      state: { enum: ['open', 'closed'] },
      lines: { type: 'array', items: { type: 'object', properties: { sku: { type: 'string' } } } },
    },
  };
  const literal = (value: Parameters<typeof schemaFromSample>[0]): Mapping => ({ kind: 'literal', value });

  it('finds the field at fault, deep inside', () => {
    const fields = {
      emial: literal('x'),
      count: literal(0),
      state: literal('shut'),
      lines: { kind: 'list' as const, items: [{ kind: 'object' as const, fields: { sku: reference('lines') } }] },
    };
    expect(problems({ kind: 'object', fields }, body).map(({ path, message }) => [path.join('.'), message])).toEqual([
      ['emial', 'There is no field emial here. Did you mean email?'],
      ['count', 'This is 0. The field wants 1 or more.'],
      ['state', '“shut” is not one of the choices: open, closed.'],
      ['lines.0.sku', 'This is a list of objects. The field wants text.'],
      ['email', 'email needs a value.'],
    ]);
  });

  it('checks a literal object like one put together field by field', () => {
    expect(problems(literal({ email: 'a', count: 1.5 }), body)).toMatchObject([
      { path: ['count'], message: 'This is 1.5. The field wants a whole number.' },
    ]);
    expect(problems(literal('x'), body)[0]?.message).toBe('This is text. The field wants an object.');
  });

  it('warns of an object inside a text', () => {
    const template: Mapping = {
      kind: 'template',
      parts: ['To ', { kind: 'reference', step: 'order', path: ['customer'] }],
    };
    expect(problems(template)).toMatchObject([{ code: 'not_text', severity: 'warning' }]);
  });
});

describe('typeOfMapping', () => {
  it('knows what each kind of mapping gives', () => {
    const type = (mapping: Mapping) => typeOfMapping(mapping, environment);
    expect(type(reference('createdAt'))).toEqual({ type: 'string', format: 'date-time' });
    expect(type({ kind: 'formula', source: 'order.lines.map(l, l.qty)' })).toEqual({
      type: 'array',
      items: { type: 'number' },
    });
    expect(type({ kind: 'formula', source: 'order.nothing' })).toBe(true);
    expect(type({ kind: 'template', parts: ['a ', { kind: 'formula', source: 'order.total' }] })).toEqual({
      type: 'string',
    });
    expect(type({ kind: 'object', fields: { a: reference('paid') } })).toEqual({
      type: 'object',
      properties: { a: { type: 'boolean' } },
      additionalProperties: false,
    });
  });

  it('agrees with what the mapping gives', () => {
    const context = { value: () => sample, now: 0 };
    const mapping: Mapping = {
      kind: 'object',
      fields: { first: { kind: 'formula', source: 'first(order.lines).sku' } },
    };
    const type = typeOfMapping(mapping, environment);
    const given = compileMapping(mapping)(context);
    expect(given).toEqual({ first: 'A' });
    expect(
      checkMapping(
        { kind: 'reference', step: 'x', path: ['first'] },
        { environment: { x: type }, expected: { type: 'string' } },
      ),
    ).toEqual([]);
  });
});

it('takes a date written as year, month and day for a day', () => {
  const expected = { type: 'string', format: 'date' } as const;
  const problems = (pattern: string) =>
    checkMapping(
      { kind: 'formula', source: `formatDate("2026-11-20T09:30:00Z", "${pattern}")` },
      { environment: {}, expected },
    );
  expect(problems('yyyy-MM-dd')).toEqual([]);
  expect(problems('d MMMM yyyy')).toMatchObject([{ code: 'wrong_type' }]);
});
