import type { Operation } from '@patchbay/connector';
import { textIn } from '../../../values/input.ts';
import { askOperation, costs, promptIn } from '../askOperation.ts';
import type { Provider } from '../provider.ts';

/** Asks a model anything, and gives its words. */
export function ask(provider: Provider): Operation {
  return askOperation(provider, {
    title: 'Ask',
    description: `Asks ${provider.name} anything and gives its answer as text.`,
    keywords: ['prompt', 'chat', 'completion', 'generate text', 'write', 'gpt', 'llm', 'ai', 'agent'],
    fields: {
      prompt: {
        type: 'string',
        title: 'Question',
        description: 'What to ask or to write. Put data of earlier steps into it.',
        examples: ['Write a friendly reply to this message: ...'],
        minLength: 1,
        'x-patchbay-widget': 'text-long',
      },
      instructions: {
        type: 'string',
        title: 'Instructions',
        description: 'How it should answer: its role, tone, language and length.',
        examples: ['You answer for the support team of a bicycle shop, in two short sentences.'],
        'x-patchbay-widget': 'text-long',
        'x-patchbay-basic': true,
      },
    },
    required: ['prompt'],
    gives: {
      type: 'object',
      properties: {
        answer: { type: 'string', title: 'Answer', description: 'What it wrote.' },
        isCut: { type: 'boolean', title: 'Cut off', description: 'It became too long and stopped in the middle.' },
        ...costs,
      },
      required: ['answer', 'isCut', 'model', 'tokensIn', 'tokensOut'],
      additionalProperties: false,
      'x-patchbay-order': ['answer', 'isCut', 'model', 'tokensIn', 'tokensOut'],
    },
    sample: {
      answer: 'Thank you for writing! Your order left our shop this morning and should be with you on Thursday.',
      isCut: false,
      model: provider.example,
      tokensIn: 84,
      tokensOut: 22,
    },
    question: (input) => ({
      prompt: promptIn(input, { name: 'prompt', title: 'Question' }),
      instructions: textIn(input, { name: 'instructions', title: 'Instructions' }),
    }),
    output: ({ text, isCut, model, tokensIn, tokensOut }) => ({ answer: text, isCut, model, tokensIn, tokensOut }),
  });
}
