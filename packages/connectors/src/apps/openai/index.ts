import { openai } from '../ai/providers/openai.ts';
import { withAskOperations } from '../ai/withAskOperations.ts';
import { defineApi } from '../defineApi.ts';
import description from './openapi.json' with { type: 'json' };
import { answerRules, overlay } from './overlay.ts';

const api = defineApi({ id: 'openai', version: '1', description, overlay });

export const openaiConnector = withAskOperations(api, openai, answerRules);
