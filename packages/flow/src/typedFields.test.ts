import type { Json } from '@patchbay/expression';
import { describe, expect, it } from 'vitest';
import { check } from './check/check.ts';
import { FlowDocument, StepId } from './document.ts';
import { typedFields } from './typedFields.ts';
import { environmentOf } from './types.ts';

const form = {
  title: 'Form',
  kind: 'trigger',
  startedBy: 'form',
  input: { type: 'object', properties: { fields: { type: 'array' } } },
  output: { type: 'object' },
  fieldsFrom: { input: 'fields' },
} as const;
const next = {
  title: 'Next',
  kind: 'pure',
  input: { type: 'object', properties: { value: true } },
  output: true,
} as const;
const catalog = {
  find: ({ operation }: { operation: string }) => (operation === 'form' ? form : next),
};

function withFields(fields: Json) {
  const at = { position: { x: 0, y: 0 } };
  const uses = (operation: string) => ({ connector: 'core', version: '1', operation });
  return FlowDocument.parse({
    version: 1,
    steps: {
      ask: {
        id: 'ask',
        name: 'Ask',
        uses: uses('form'),
        inputs: { fields: { kind: 'literal', value: fields } },
        ...at,
      },
      next: { id: 'next', name: 'Next', uses: uses('next'), inputs: {}, ...at },
    },
    edges: { e: { id: 'e', from: 'ask', outlet: 'done', to: 'next' } },
    notes: {},
  });
}

const question = (part: Record<string, Json>): Json => ({ name: 'a', label: 'A', kind: 'text', ...part });
const codes = (fields: Json) => check(withFields(fields), catalog).map(({ code }) => code);

describe('fields that a person adds to a step', () => {
  it('type what the step gives, under the words of the questions', () => {
    const document = withFields([
      question({ name: 'yourName', label: 'Your name', required: true }),
      question({ name: 'seats', label: 'Seats', kind: 'number' }),
      question({ name: 'size', label: 'Size', kind: 'choice', choices: ['S', 'M'] }),
      question({ name: 'terms', label: 'Terms', kind: 'consent' }),
    ]);
    expect(environmentOf(document, catalog, StepId.parse('next'))).toEqual({
      ask: {
        type: 'object',
        properties: {
          yourName: { type: 'string', title: 'Your name' },
          seats: { type: 'number', title: 'Seats' },
          size: { type: 'string', enum: ['S', 'M'], title: 'Size' },
          terms: { type: 'boolean', title: 'Terms' },
        },
        required: ['yourName', 'terms'],
        additionalProperties: false,
      },
    });
  });

  it.each<[string, Json, string[]]>([
    ['nothing is asked', [], ['no_fields']],
    ['a question has no words', [question({ label: '', name: '' })], ['field_unnamed']],
    ['a name is none', [question({ name: 'my name' })], ['field_name_unusable']],
    ['two questions have one name', [question({}), question({ label: 'B' })], ['field_twice']],
    ['two questions have the same words', [question({}), question({ name: 'b' })], ['field_twice']],
    ['a choice offers nothing', [question({ kind: 'choice', choices: [''] })], ['field_without_choices']],
    ['all is well', [question({}), question({ name: 'b', label: 'B' })], []],
  ])('are checked: %s', (_what, fields, expected) => {
    expect(codes(fields)).toEqual(expected);
  });

  it('have to be typed in', () => {
    const document = withFields([]);
    const mapped = FlowDocument.parse({
      ...document,
      steps: {
        ...document.steps,
        ask: { ...document.steps.ask, inputs: { fields: { kind: 'formula', source: '[1]' } } },
      },
    });
    expect(check(mapped, catalog).map(({ code }) => code)).toEqual(['fields_not_typed']);
  });

  it('are read whatever stands there', () => {
    const strange = [null, 3, [], question({ kind: 'laser', choices: 'none', required: 'yes' })];
    expect(typedFields({ kind: 'literal', value: strange })).toEqual([
      { name: 'a', label: 'A', kind: 'text', isRequired: false, choices: [] },
    ]);
  });
});
