import { valueAt } from '@patchbay/connector';
import { parsedObject } from '../parsedObject.ts';
import { type Provider, posted, type Question, type Reply } from '../provider.ts';

/** OpenAI's chat completions, which many other servers understand as well. */
export const openai: Provider = {
  name: 'OpenAI',
  model: 'gpt-4.1-mini',
  example: 'gpt-4.1-mini',
  models: { operation: 'listModels', value: 'id' },
  toRequest: (question) => posted('/chat/completions', bodyOf(question, 'max_completion_tokens')),
  read,
};

/** The same for servers that speak it without being it: the older name of the length, and no model that all have. */
export const compatible: Provider = {
  name: 'the server',
  example: 'llama-3.3-70b',
  models: { operation: 'listModels', value: 'id' },
  toRequest: (question) => posted('/chat/completions', bodyOf(question, 'max_tokens')),
  read,
};

function bodyOf({ model, instructions, prompt, creativity, longest, schema }: Question, lengthName: string): unknown {
  return {
    model,
    messages: [
      ...(instructions === '' ? [] : [{ role: 'system', content: instructions }]),
      { role: 'user', content: prompt },
    ],
    ...(creativity !== undefined && { temperature: creativity }),
    ...(longest !== undefined && { [lengthName]: longest }),
    ...(schema !== undefined && {
      response_format: { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema } },
    }),
  };
}

function read(answer: unknown): Reply {
  const text = valueAt(answer, 'choices.0.message.content');
  const refused = valueAt(answer, 'choices.0.message.refusal');
  const reason = valueAt(answer, 'choices.0.finish_reason');
  const words = typeof text === 'string' ? text : '';
  return {
    text: words,
    data: parsedObject(words),
    model: String(valueAt(answer, 'model') ?? ''),
    tokensIn: Number(valueAt(answer, 'usage.prompt_tokens') ?? 0),
    tokensOut: Number(valueAt(answer, 'usage.completion_tokens') ?? 0),
    isCut: reason === 'length',
    ...(typeof refused === 'string' && refused !== '' && { refused }),
    ...(reason === 'content_filter' && { refused: 'Its rules do not allow this.' }),
  };
}
