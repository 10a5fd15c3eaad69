import type { Connector } from '@patchbay/connector';
import { defineApi } from '../defineApi.ts';
import description from './openapi.json' with { type: 'json' };
import { overlay } from './overlay.ts';
import { upsertContact } from './upsertContact.ts';

const api = defineApi({ id: 'hubspot', version: '1', description, overlay });
const { createContact, batchUpsertContacts, ...others } = api.operations;
const { answer, limit } = overlay.defaults;

/** As it is described, but for adding or updating one contact: the API takes only lists of them. */
export const hubspotConnector: Connector = {
  ...api,
  operations: {
    ...(createContact === undefined ? {} : { createContact }),
    upsertContact: {
      ...upsertContact,
      scopes: overlay.operations.batchUpsertContacts.scopes,
      answerRules: answer,
      limit,
    },
    ...others,
    ...(batchUpsertContacts === undefined ? {} : { batchUpsertContacts }),
  },
};
