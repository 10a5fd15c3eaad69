import { anthropic } from '../ai/providers/anthropic.ts';
import { withAskOperations } from '../ai/withAskOperations.ts';
import { defineApi } from '../defineApi.ts';
import description from './openapi.json' with { type: 'json' };
import { answerRules, overlay } from './overlay.ts';

const api = defineApi({ id: 'anthropic', version: '1', description, overlay });

export const anthropicConnector = withAskOperations(api, anthropic, answerRules);
