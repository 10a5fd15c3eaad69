import type { AnswerRules, Overlay } from '@patchbay/connector';

/** What Anthropic's refusals mean. */
export const answerRules = {
  message: 'error.message',
  code: 'error.type',
  advice: {
    authentication_error: { sentence: 'Anthropic does not know this key.', retry: 'after-reconnect' },
    permission_error: { sentence: 'This key may not do that.' },
    not_found_error: { sentence: 'There is no such model. Choose another one.' },
    rate_limit_error: { sentence: 'Too much was asked in a minute.', retry: 'later' },
    overloaded_error: { sentence: 'Anthropic has too much to do right now.', retry: 'later' },
  },
} satisfies AnswerRules;

export const overlay = {
  category: 'ai',
  keywords: ['claude', 'llm', 'chat', 'agent'],
  icon: 'anthropic',
  auth: [
    {
      kind: 'apiKey',
      in: 'header',
      name: 'x-api-key',
      title: 'API key',
      description: 'Made on the page "API keys" of the Claude console; it starts with sk-ant-.',
      helpUrl: 'https://console.anthropic.com/settings/keys',
    },
  ],
  test: { operation: 'listModels' },
  defaults: { headers: { 'anthropic-version': '2023-06-01' }, answer: answerRules },
  operations: {
    listModels: {
      isHidden: true,
      paging: {
        style: 'cursor',
        items: 'data',
        next: 'last_id',
        more: 'has_more',
        to: { in: 'query', name: 'after_id' },
        size: { in: 'query', name: 'limit', most: 1_000 },
      },
    },
    countTokens: {
      effect: 'read',
      repeat: 'natural',
      fields: {
        model: { lookup: { operation: 'listModels', value: 'id', label: 'display_name' } },
        'messages[].role': { labels: { user: 'A person', assistant: 'Claude' } },
      },
    },
  },
} satisfies Overlay;
