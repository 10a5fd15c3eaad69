import { defineApi } from '../defineApi.ts';
import description from './openapi.json' with { type: 'json' };
import { overlay } from './overlay.ts';

/** Airtable: the records of bases. */
export const airtableConnector = defineApi({ id: 'airtable', version: '1', description, overlay });
