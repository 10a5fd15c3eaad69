import { defineApi } from '../defineApi.ts';
import description from './openapi.json' with { type: 'json' };
import { overlay } from './overlay.ts';

export const segmentConnector = defineApi({ id: 'segment', version: '1', description, overlay });
