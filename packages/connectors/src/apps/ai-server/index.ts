import { compatible } from '../ai/providers/openai.ts';
import { withAskOperations } from '../ai/withAskOperations.ts';
import { defineApi } from '../defineApi.ts';
import description from './openapi.json' with { type: 'json' };
import { answerRules, overlay } from './overlay.ts';

const api = defineApi({ id: 'ai-server', version: '1', description, overlay });

/** Any server that understands OpenAI's way of being asked. */
export const aiServerConnector = withAskOperations(api, compatible, answerRules);
