import { gemini } from '../ai/providers/gemini.ts';
import { withAskOperations } from '../ai/withAskOperations.ts';
import { defineApi } from '../defineApi.ts';
import description from './openapi.json' with { type: 'json' };
import { answerRules, overlay } from './overlay.ts';

const api = defineApi({ id: 'gemini', version: '1', description, overlay });

export const geminiConnector = withAskOperations(api, gemini, answerRules);
