import type { Operation } from '@patchbay/connector';
import { questionsField } from '../../../core/questionsField.ts';
import { textIn } from '../../../values/input.ts';
import { askOperation, dataOf, promptIn } from '../askOperation.ts';
import { askedFields, givenFields, schemaOfAsked } from '../fieldSchema.ts';
import type { Provider } from '../provider.ts';

/** Asks a model for fields of given names and kinds, which later steps then have. */
export function answerFields(provider: Provider): Operation {
  return askOperation(provider, {
    title: 'Answer with fields',
    description: `Asks ${provider.name} for an answer in fields that you name, so that later steps can use each.`,
    keywords: ['structured output', 'json', 'schema', 'answer by schema', 'score', 'ai'],
    fieldsFrom: { input: 'fields' },
    fields: {
      prompt: {
        type: 'string',
        title: 'Question',
        description: 'What to ask. Put data of earlier steps into it.',
        examples: ['How urgent is this message, and what is it about? ...'],
        minLength: 1,
        'x-patchbay-widget': 'text-long',
      },
      fields: questionsField({
        title: 'Fields of the answer',
        description: 'What you want to know, a field each. Later steps see them by these names.',
        label: 'Field',
        required: 'Has to be there',
      }),
      instructions: {
        type: 'string',
        title: 'Instructions',
        description: 'How it should answer: what counts, and what to leave out.',
        'x-patchbay-widget': 'text-long',
      },
    },
    required: ['prompt', 'fields'],
    gives: { type: 'object' },
    question: (input) => ({
      prompt: promptIn(input, { name: 'prompt', title: 'Question' }),
      instructions: [
        textIn(input, { name: 'instructions', title: 'Instructions' }),
        'Answer with the fields you are asked for, as JSON, and nothing else. Where there is nothing to say, give null.',
      ]
        .filter(Boolean)
        .join('\n'),
      schema: schemaOfAsked(askedFields(input)),
    }),
    output: (reply, input) => givenFields(dataOf(reply), askedFields(input)),
  });
}
