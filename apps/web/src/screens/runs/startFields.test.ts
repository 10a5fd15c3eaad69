import { describe, expect, it } from 'vitest';
import { payloadOf, startFields, typedFrom } from './startFields.ts';

const example = {
  order: 'A-1042',
  total: 612.4,
  gift: false,
  due: '2026-03-01',
  note: 'Leave it at the door.\nRing twice.',
  lines: [{ sku: 'x', count: 2 }],
};

describe('the fields of a start by hand', () => {
  it('are of the kinds of the example, and give it back as it was', () => {
    const fields = startFields({ fields: [], example });
    expect(fields.map(({ name, kind }) => `${name}: ${kind}`)).toEqual([
      'order: text',
      'total: number',
      'gift: yes-no',
      'due: date',
      'note: text-long',
      'lines: json',
    ]);
    expect(payloadOf(fields, typedFrom(fields, example))).toEqual({ ok: true, payload: example });
  });

  it.each([[undefined], [{}], [[1, 2]], ['text']])('are one for all where the example is %j', (given) => {
    const fields = startFields({ fields: [], ...(given !== undefined && { example: given }) });
    expect(fields).toMatchObject([{ name: '', kind: 'json' }]);
    expect(payloadOf(fields, typedFrom(fields, given))).toEqual({ ok: true, payload: given ?? null });
  });

  it('are those that were made for it before those of the example', () => {
    const made = {
      name: 'who',
      label: 'For whom?',
      kind: 'choice',
      isRequired: true,
      choices: ['Ada', 'Bob'],
    } as const;
    const fields = startFields({ fields: [{ ...made, choices: [...made.choices] }], example });
    expect(fields).toEqual([made]);
  });

  it('hold a file as its reference', () => {
    const plan = { file: 'file_a', name: 'plan.pdf', contentType: 'application/pdf', size: 3 };
    const made = { name: 'plan', label: 'Plan', kind: 'file', isRequired: true, choices: [] } as const;
    const fields = startFields({ fields: [{ ...made, choices: [] }] });
    expect(payloadOf(fields, typedFrom(fields, { plan }))).toEqual({ ok: true, payload: { plan } });
    expect(payloadOf(fields, typedFrom(fields, {}))).toMatchObject({ ok: false });
    const like = startFields({ fields: [], example: { plan: { ...plan, file: 'file_sample' } } });
    expect(like).toMatchObject([{ name: 'plan', kind: 'file' }]);
    expect(payloadOf(like, typedFrom(like, { plan: { ...plan, file: 'file_sample' } }))).toEqual({
      ok: true,
      payload: {},
    });
  });

  it('leave out what is left empty, and take what the last run was given', () => {
    const fields = startFields({ fields: [], example });
    expect(payloadOf(fields, { ...typedFrom(fields, { order: 'B-7', other: 1 }), gift: true })).toEqual({
      ok: true,
      payload: { order: 'B-7', gift: true },
    });
  });

  it.each([
    ['number', 'twelve', '“F” is a number, such as 12.5.'],
    ['email', 'ada', '“F” is no e-mail address, such as ada@example.com.'],
    ['choice', 'C', '“F” is one of A, B.'],
    ['text', ' ', '“F” is needed.'],
    ['yes-no', false, '“F” has to be yes.'],
    ['choices', [], 'Choose something for “F”.'],
    ['json', '{"a": 1', 'The JSON ends too early: the closing } is missing.'],
  ] as const)('say what is wrong with a %s of %j', (kind, typed, problem) => {
    const fields = [{ name: 'f', label: 'F', kind, isRequired: true, choices: ['A', 'B'] }];
    expect(payloadOf(fields, { f: typed })).toEqual({ ok: false, problems: new Map([['f', problem]]) });
  });

  it('take a comma for a point in numbers', () => {
    const fields = startFields({ fields: [], example: { total: 1 } });
    expect(payloadOf(fields, { total: '12,5' })).toEqual({ ok: true, payload: { total: 12.5 } });
  });
});
