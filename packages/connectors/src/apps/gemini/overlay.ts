import type { AnswerRules, Overlay } from '@patchbay/connector';

/** What Gemini's refusals mean. */
export const answerRules = {
  message: 'error.message',
  code: 'error.status',
  advice: {
    RESOURCE_EXHAUSTED: {
      sentence: 'Too much was asked in a minute, or the free allowance is used up.',
      retry: 'later',
    },
    PERMISSION_DENIED: { sentence: 'This key may not do that.', retry: 'after-reconnect' },
    UNAUTHENTICATED: { sentence: 'Google does not know this key.', retry: 'after-reconnect' },
    NOT_FOUND: { sentence: 'There is no such model. Choose another one.' },
    UNAVAILABLE: { sentence: 'Gemini has too much to do right now.', retry: 'later' },
  },
} satisfies AnswerRules;

export const overlay = {
  category: 'ai',
  keywords: ['google ai', 'llm', 'chat', 'embedding', 'bard'],
  icon: 'gemini',
  auth: [
    {
      kind: 'apiKey',
      in: 'header',
      name: 'x-goog-api-key',
      title: 'API key',
      description: 'Made in Google AI Studio with "Get API key".',
      helpUrl: 'https://aistudio.google.com/apikey',
    },
  ],
  test: { operation: 'listModels' },
  defaults: { answer: answerRules },
  operations: {
    listModels: {
      isHidden: true,
      paging: {
        style: 'cursor',
        items: 'models',
        next: 'nextPageToken',
        to: { in: 'query', name: 'pageToken' },
        size: { in: 'query', name: 'pageSize', most: 1_000 },
      },
    },
    embedContent: { effect: 'read', repeat: 'natural', keywords: ['embedding', 'vector', 'similarity'] },
  },
} satisfies Overlay;
