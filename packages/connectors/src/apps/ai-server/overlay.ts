import type { AnswerRules, Overlay } from '@patchbay/connector';

/** What the refusals of such servers mean, as far as they agree. */
export const answerRules = {
  message: ['error.message', 'error', 'message', 'detail'],
  code: ['error.code', 'error.type', 'code'],
  advice: {
    model_not_found: { sentence: 'The server has no such model. Choose another one.' },
    rate_limit_exceeded: { sentence: 'Too much was asked in a minute.', retry: 'later' },
    invalid_api_key: { sentence: 'The server does not know this key.', retry: 'after-reconnect' },
  },
} satisfies AnswerRules;

export const overlay = {
  category: 'ai',
  keywords: ['openrouter', 'ollama', 'mistral', 'groq', 'vllm', 'lm studio', 'llama', 'deepseek', 'local', 'llm'],
  icon: 'ai-server',
  baseUrl: '{address}',
  auth: [
    {
      kind: 'bearer',
      title: 'Address and key',
      description: 'Where the server is, and the key it wants; one without a key takes any word.',
      fields: [
        {
          name: 'address',
          title: 'Address',
          description: 'Up to the version, as https://openrouter.ai/api/v1 or https://api.mistral.ai/v1.',
        },
      ],
    },
  ],
  test: { operation: 'listModels' },
  defaults: { answer: answerRules },
  operations: {
    listModels: { isHidden: true, output: { at: 'data' } },
    createEmbedding: {
      effect: 'read',
      repeat: 'natural',
      keywords: ['embedding', 'vector', 'similarity', 'semantic search'],
      fields: { model: { lookup: { operation: 'listModels', value: 'id' } } },
      output: { pick: { vector: 'data.0.embedding' } },
    },
  },
} satisfies Overlay;
