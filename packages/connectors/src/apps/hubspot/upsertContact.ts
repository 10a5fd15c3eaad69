import { defineOperation, type FieldSchema, isObject, own } from '@patchbay/connector';
import { filledTextIn } from '../../values/input.ts';

const fields = {
  email: {
    type: 'string',
    format: 'email',
    title: 'E-mail',
    description: 'The contact with this e-mail is changed; where there is none, one is added.',
    examples: ['ann@example.com'],
    minLength: 1,
  },
  properties: {
    type: 'object',
    title: 'Contact',
    description: 'What is set; properties that are not named stay as they are.',
    properties: {
      firstname: {
        type: 'string',
        title: 'First name',
        description: 'The given name of the person.',
        examples: ['Ann'],
        'x-patchbay-basic': true,
      },
      lastname: {
        type: 'string',
        title: 'Last name',
        description: 'The family name of the person.',
        examples: ['Lee'],
        'x-patchbay-basic': true,
      },
      phone: {
        type: 'string',
        title: 'Phone',
        description: 'With the code of the country.',
        examples: ['+4915112345678'],
        'x-patchbay-basic': true,
      },
      company: {
        type: 'string',
        title: 'Company',
        description: 'The name of the company.',
        examples: ['Northwind Ltd'],
      },
      jobtitle: { type: 'string', title: 'Job', description: 'What the person does there.', examples: ['Buyer'] },
    },
    additionalProperties: { type: 'string' },
    'x-patchbay-order': ['firstname', 'lastname', 'phone', 'company', 'jobtitle'],
    'x-patchbay-basic': true,
    'x-patchbay-fields-from': {
      operation: 'listContactProperties',
      items: 'results',
      value: 'name',
      label: 'label',
      schemas: { by: 'hubspotDefined', of: { true: false } },
    },
  },
} satisfies Readonly<Record<string, FieldSchema>>;

/** HubSpot adds or updates lists of contacts only, so code makes a list of one. */
export const upsertContact = defineOperation({
  title: 'Add or update contact',
  description: 'Adds a contact, or changes the one that has this e-mail already.',
  group: 'Contacts',
  keywords: ['upsert', 'create or update', 'sync contact', 'lead'],
  kind: 'call',
  effect: 'update',
  repeat: 'natural',
  needsConnection: true,
  input: {
    type: 'object',
    properties: fields,
    required: ['email'],
    additionalProperties: false,
    'x-patchbay-order': ['email', 'properties'],
  },
  output: {
    type: 'object',
    properties: {
      id: { type: 'string', title: 'Contact', description: 'Its id at HubSpot.' },
      isNew: { type: 'boolean', title: 'Is new', description: 'Whether it was added.' },
      properties: {
        type: 'object',
        title: 'Properties',
        description: 'What is known of it now.',
        additionalProperties: { type: ['string', 'null'] },
      },
    },
    required: ['id', 'isNew', 'properties'],
    'x-patchbay-order': ['id', 'isNew', 'properties'],
  },
  sample: { id: '12451', isNew: true, properties: { email: 'ann@example.com', firstname: 'Ann', lastname: 'Lee' } },
  toRequest: (input) => {
    const given = isObject(input) ? input : {};
    const email = filledTextIn(given, { name: 'email', title: 'E-mail' });
    const properties = own(given, 'properties');
    const contact = {
      id: email,
      idProperty: 'email',
      properties: { ...(isObject(properties) ? properties : {}), email },
    };
    return {
      method: 'POST',
      url: '/crm/v3/objects/contacts/batch/upsert',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify({ inputs: [contact] }),
    };
  },
  fromAnswer: (answer) => {
    const results = isObject(answer) ? answer.results : undefined;
    const contact: unknown = Array.isArray(results) ? results[0] : undefined;
    if (!isObject(contact)) return { id: '', isNew: false, properties: {} };
    return {
      id: String(contact.id ?? ''),
      isNew: contact.new === true,
      properties: isObject(contact.properties) ? contact.properties : {},
    };
  },
});
