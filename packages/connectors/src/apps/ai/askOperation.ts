import { defineOperation, type FieldSchema, isObject, type Operation } from '@patchbay/connector';
import { filledTextIn, type Input, textIn } from '../../values/input.ts';
import { refusal } from '../../values/refusal.ts';
import type { Provider, Question, Reply } from './provider.ts';

type Fields = Readonly<Record<string, FieldSchema>>;

type AskOperation = Pick<Operation, 'title' | 'description' | 'keywords' | 'fieldsFrom' | 'sample'> & {
  /** The fields of the form before those that every question has. */
  fields: Fields;
  required: readonly string[];
  gives: FieldSchema;
  /** What is asked, by what the form was filled with. May throw OperationError. */
  question(input: Input): Pick<Question, 'prompt' | 'instructions' | 'schema'>;
  /** What the step gives, by what was answered. May throw OperationError. */
  output(reply: Reply, input: Input): unknown;
};

/** A step that asks a model something. It costs money and changes nothing, so it may be asked again. */
export function askOperation(
  provider: Provider,
  { fields, required, gives, question, output, ...words }: AskOperation,
): Operation {
  const all: Fields = { ...fields, ...common(provider) };
  return defineOperation({
    ...words,
    group: 'Ask a model',
    kind: 'call',
    effect: 'read',
    repeat: 'natural',
    needsConnection: true,
    input: {
      type: 'object',
      properties: { ...all },
      required: [...required, ...(provider.model === undefined ? ['model'] : [])],
      additionalProperties: false,
      'x-patchbay-order': Object.keys(all),
    },
    output: gives,
    toRequest: (input) => {
      const given = inputOf(input);
      return provider.toRequest({ ...question(given), ...settings(given, provider) });
    },
    fromAnswer: (answer, input) => output(checked(provider.read(answer)), inputOf(input)),
  });
}

/** The fields of the answer that every question has, beside its own. */
export const costs = {
  model: { type: 'string', title: 'Model', description: 'The model that answered.' },
  tokensIn: { type: 'integer', title: 'Tokens read', description: 'What the question cost, in tokens.' },
  tokensOut: { type: 'integer', title: 'Tokens written', description: 'What the answer cost, in tokens.' },
} satisfies Fields;

function common({ model, example, models }: Provider): Fields {
  return {
    model: {
      type: 'string',
      title: 'Model',
      description: 'Which model answers. Larger ones are better and cost more.',
      ...(model === undefined ? {} : { default: model }),
      examples: [example],
      'x-patchbay-basic': true,
      'x-patchbay-lookup': models,
    },
    creativity: {
      type: 'number',
      title: 'Creativity',
      description: 'From 0, always much the same answer, to 2, surprising. Some models take no such setting.',
      minimum: 0,
      maximum: 2,
    },
    longest: {
      type: 'integer',
      title: 'Longest answer',
      description: 'In tokens; a token is about three quarters of a word.',
      minimum: 1,
      maximum: 200_000,
      examples: [1_000],
    },
  };
}

function settings(input: Input, provider: Provider): Pick<Question, 'model' | 'creativity' | 'longest'> {
  const model = textIn(input, { name: 'model', title: 'Model' }).trim() || provider.model;
  if (model === undefined) throw refusal('input_missing', 'Model is empty. Choose one.');
  return {
    model,
    ...numberIn(input, { name: 'creativity', title: 'Creativity' }),
    ...numberIn(input, { name: 'longest', title: 'Longest answer' }),
  };
}

function numberIn(input: Input, { name, title }: { name: 'creativity' | 'longest'; title: string }) {
  const text = textIn(input, { name, title });
  if (text === '') return {};
  const value = Number(text);
  if (!Number.isFinite(value)) throw refusal('number_not_valid', `${title} must be a number.`);
  return { [name]: value };
}

function inputOf(input: unknown): Input {
  return isObject(input) ? input : {};
}

function checked(reply: Reply): Reply {
  if (reply.refused === undefined) return reply;
  throw refusal('model_refused', `The model would not answer. ${reply.refused}`);
}

/** What a model was asked to put into fields. Throws OperationError where it did not. */
export function dataOf({ data, isCut }: Reply): Record<string, unknown> {
  if (isCut) {
    throw refusal('answer_cut', 'The answer became too long and was cut off. Raise "Longest answer" or ask for less.');
  }
  if (isObject(data)) return data;
  throw refusal('answer_not_fields', 'The model did not answer with the fields it was asked for. Try another model.');
}

/** A text that has to be there, as the prompt of a question. */
export function promptIn(input: Input, field: { name: string; title: string }): string {
  return filledTextIn(input, field);
}
