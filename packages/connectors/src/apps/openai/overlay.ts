import type { AnswerRules, Overlay } from '@patchbay/connector';

/** What OpenAI's refusals mean. */
export const answerRules = {
  message: 'error.message',
  code: ['error.code', 'error.type'],
  advice: {
    insufficient_quota: { sentence: 'The account has no credit left. Add some where OpenAI bills it.', retry: 'never' },
    rate_limit_exceeded: { sentence: 'Too much was asked in a minute.', retry: 'later' },
    invalid_api_key: { sentence: 'OpenAI does not know this key.', retry: 'after-reconnect' },
    model_not_found: { sentence: 'This account has no such model. Choose another one.' },
    context_length_exceeded: {
      sentence: 'The question is too long for this model. Shorten it, or take a larger model.',
    },
  },
} satisfies AnswerRules;

const voices = Object.fromEntries(
  ['Alloy', 'Ash', 'Coral', 'Echo', 'Fable', 'Nova', 'Onyx', 'Sage', 'Shimmer'].map((name) => [
    name.toLowerCase(),
    name,
  ]),
);

export const overlay = {
  category: 'ai',
  keywords: ['gpt', 'chatgpt', 'whisper', 'dall-e', 'llm', 'embedding', 'transcribe', 'text to speech'],
  icon: 'openai',
  auth: [
    {
      kind: 'bearer',
      title: 'API key',
      description: 'Made on the page "API keys" of OpenAI\'s platform; it starts with sk-.',
      helpUrl: 'https://platform.openai.com/api-keys',
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
      output: { pick: { vector: 'data.0.embedding', tokens: 'usage.total_tokens' } },
      order: ['input', 'model'],
    },
    createModeration: {
      effect: 'read',
      repeat: 'natural',
      keywords: ['moderation', 'harmful', 'hate', 'violence'],
      output: { at: 'results.0' },
    },
    createTranscription: {
      effect: 'read',
      repeat: 'natural',
      keywords: ['transcribe', 'whisper', 'audio', 'voice', 'recording'],
      fields: { language: { isBasic: true } },
      order: ['file', 'model', 'language'],
    },
    createSpeech: {
      effect: 'read',
      repeat: 'natural',
      keywords: ['tts', 'voice', 'speech'],
      order: ['input', 'voice'],
      fields: {
        voice: { labels: voices },
        response_format: { labels: { mp3: 'MP3', wav: 'WAV', flac: 'FLAC', aac: 'AAC', opus: 'Opus' } },
      },
    },
    createImage: {
      effect: 'read',
      repeat: 'natural',
      keywords: ['image', 'picture', 'dall-e', 'draw'],
      fields: {
        quality: { labels: { standard: 'Good', hd: 'Fine' } },
        size: { isBasic: true, labels: { '1024x1024': 'Square', '1792x1024': 'Wide', '1024x1792': 'Tall' } },
      },
      order: ['prompt', 'size'],
    },
  },
} satisfies Overlay;
