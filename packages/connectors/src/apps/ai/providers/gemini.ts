import { isObject, valueAt } from '@patchbay/connector';
import { parsedObject } from '../parsedObject.ts';
import { type Provider, posted, type Question, type Reply } from '../provider.ts';

/** Google's Gemini. */
export const gemini: Provider = {
  name: 'Gemini',
  model: 'gemini-2.5-flash',
  example: 'gemini-2.5-flash',
  models: { operation: 'listModels', value: 'name', label: 'displayName', detail: 'name' },
  toRequest: (question) =>
    posted(`/models/${encodeURIComponent(question.model.replace(/^models\//, ''))}:generateContent`, bodyOf(question)),
  read,
};

function bodyOf({ instructions, prompt, creativity, longest, schema }: Question): unknown {
  const configuration = {
    ...(creativity !== undefined && { temperature: creativity }),
    ...(longest !== undefined && { maxOutputTokens: longest }),
    ...(schema !== undefined && { responseMimeType: 'application/json', responseJsonSchema: schema }),
  };
  return {
    contents: [{ role: 'user', parts: [{ text: prompt }] }],
    ...(instructions !== '' && { systemInstruction: { parts: [{ text: instructions }] } }),
    ...(Object.keys(configuration).length > 0 && { generationConfig: configuration }),
  };
}

/** Reasons to stop that are no answer. */
const REFUSALS = new Set(['SAFETY', 'RECITATION', 'BLOCKLIST', 'PROHIBITED_CONTENT', 'SPII']);

function read(answer: unknown): Reply {
  const content = valueAt(answer, 'candidates.0.content.parts');
  const parts = Array.isArray(content) ? content.filter(isObject) : [];
  const text = parts.flatMap((part) => (typeof part.text === 'string' && part.thought !== true ? [part.text] : []));
  const reason = String(valueAt(answer, 'candidates.0.finishReason') ?? '');
  const isBlocked = valueAt(answer, 'promptFeedback.blockReason') !== undefined || REFUSALS.has(reason);
  return {
    text: text.join(''),
    data: parsedObject(text.join('')),
    model: String(valueAt(answer, 'modelVersion') ?? ''),
    tokensIn: Number(valueAt(answer, 'usageMetadata.promptTokenCount') ?? 0),
    tokensOut: Number(valueAt(answer, 'usageMetadata.candidatesTokenCount') ?? 0),
    isCut: reason === 'MAX_TOKENS',
    ...(isBlocked && { refused: 'Its rules do not allow this.' }),
  };
}
