import { isObject, valueAt } from '@patchbay/connector';
import { type Provider, posted, type Question, type Reply } from '../provider.ts';

/** It has to be told how long an answer may be. */
const LONGEST = 4_096;

/** The tool through which a model gives an answer that fits a schema. */
const TOOL = 'give_answer';

/** Anthropic's messages. */
export const anthropic: Provider = {
  name: 'Claude',
  model: 'claude-haiku-4-5',
  example: 'claude-haiku-4-5',
  models: { operation: 'listModels', value: 'id', label: 'display_name', detail: 'id' },
  toRequest: (question) => {
    const request = posted('/messages', bodyOf(question));
    return { ...request, headers: { ...request.headers, 'anthropic-version': '2023-06-01' } };
  },
  read,
};

function bodyOf({ model, instructions, prompt, creativity, longest = LONGEST, schema }: Question): unknown {
  return {
    model,
    max_tokens: longest,
    ...(instructions !== '' && { system: instructions }),
    messages: [{ role: 'user', content: prompt }],
    // Here 1 is the most; everywhere else it is 2.
    ...(creativity !== undefined && { temperature: Math.min(creativity, 1) }),
    ...(schema !== undefined && {
      tools: [{ name: TOOL, description: 'Takes the answer, field by field.', input_schema: schema }],
      tool_choice: { type: 'tool', name: TOOL },
    }),
  };
}

function read(answer: unknown): Reply {
  const content = valueAt(answer, 'content');
  const parts = Array.isArray(content) ? content.filter(isObject) : [];
  const reason = valueAt(answer, 'stop_reason');
  return {
    text: parts.flatMap(({ type, text }) => (type === 'text' && typeof text === 'string' ? [text] : [])).join(''),
    data: parts.find(({ type }) => type === 'tool_use')?.input,
    model: String(valueAt(answer, 'model') ?? ''),
    tokensIn: Number(valueAt(answer, 'usage.input_tokens') ?? 0),
    tokensOut: Number(valueAt(answer, 'usage.output_tokens') ?? 0),
    isCut: reason === 'max_tokens',
    ...(reason === 'refusal' && { refused: 'Its rules do not allow this.' }),
  };
}
