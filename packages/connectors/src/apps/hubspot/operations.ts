import type { Lookup, Overlay } from '@patchbay/connector';

const owners: Lookup = { operation: 'listOwners', value: 'id', label: '{firstName} {lastName}', detail: 'email' };

const contacts: Lookup = {
  operation: 'listContacts',
  value: 'id',
  label: '{properties.firstname} {properties.lastname}',
  detail: 'properties.email',
  link: '/(?:record/0-1|contact)/(\\d+)',
};

const deals: Lookup = {
  operation: 'listDeals',
  value: 'id',
  label: 'properties.dealname',
  detail: 'properties.dealstage',
  link: '/(?:record/0-3|deal)/(\\d+)',
};

/** What the forms and lists of its operations need to know. */
export const operations = {
  createContact: {
    scopes: ['crm.objects.contacts.write'],
    keywords: ['new contact', 'add lead'],
    fields: {
      properties: {
        fieldsFrom: {
          operation: 'listContactProperties',
          items: 'results',
          value: 'name',
          label: 'label',
          schemas: { by: 'hubspotDefined', of: { true: false } },
        },
      },
      'properties.email': { isBasic: true },
      'properties.firstname': { isBasic: true },
      'properties.lastname': { isBasic: true },
      'properties.phone': { isBasic: true },
      'properties.lifecyclestage': {
        labels: {
          subscriber: 'Subscriber',
          lead: 'Lead',
          marketingqualifiedlead: 'Marketing qualified lead',
          salesqualifiedlead: 'Sales qualified lead',
          opportunity: 'Opportunity',
          customer: 'Customer',
          evangelist: 'Evangelist',
          other: 'Other',
        },
      },
      'properties.hubspot_owner_id': { lookup: owners },
    },
  },
  updateContact: {
    scopes: ['crm.objects.contacts.write'],
    keywords: ['edit contact'],
    repeat: 'natural',
    fields: {
      contactId: { lookup: contacts },
      properties: {
        fieldsFrom: {
          operation: 'listContactProperties',
          items: 'results',
          value: 'name',
          label: 'label',
          schemas: { by: 'hubspotDefined', of: { true: false } },
        },
      },
      'properties.email': { isBasic: true },
      'properties.firstname': { isBasic: true },
      'properties.lastname': { isBasic: true },
      'properties.phone': { isBasic: true },
      'properties.lifecyclestage': {
        labels: {
          subscriber: 'Subscriber',
          lead: 'Lead',
          marketingqualifiedlead: 'Marketing qualified lead',
          salesqualifiedlead: 'Sales qualified lead',
          opportunity: 'Opportunity',
          customer: 'Customer',
          evangelist: 'Evangelist',
          other: 'Other',
        },
      },
      'properties.hubspot_owner_id': { lookup: owners },
    },
  },
  getContact: {
    scopes: ['crm.objects.contacts.read'],
    keywords: ['find contact', 'contact by email'],
    fields: { idProperty: { isBasic: true, labels: { email: 'E-mail', hs_object_id: 'Id' } } },
  },
  searchContacts: {
    scopes: ['crm.objects.contacts.read'],
    keywords: ['find contacts', 'filter'],
    effect: 'read',
    repeat: 'natural',
    limit: { requests: 5, perMs: 1000 },
    paging: {
      style: 'cursor',
      items: 'results',
      next: 'paging.next.after',
      to: { in: 'body', name: 'after' },
      size: { in: 'body', name: 'limit', most: 200 },
    },
    fields: {
      query: { isBasic: true },
      filterGroups: { widget: 'rows' },
      'filterGroups[].filters': { widget: 'rows' },
      'filterGroups[].filters[].operator': {
        labels: {
          EQ: 'Is',
          NEQ: 'Is not',
          LT: 'Is less than',
          LTE: 'Is at most',
          GT: 'Is more than',
          GTE: 'Is at least',
          CONTAINS_TOKEN: 'Has the word',
          NOT_CONTAINS_TOKEN: 'Has not the word',
          HAS_PROPERTY: 'Is filled',
          NOT_HAS_PROPERTY: 'Is empty',
        },
      },
    },
  },
  createCompany: {
    scopes: ['crm.objects.companies.write'],
    keywords: ['new company', 'account'],
    fields: {
      'properties.name': { isBasic: true },
      'properties.domain': { isBasic: true },
      'properties.city': { isBasic: true },
      'properties.hubspot_owner_id': { lookup: owners },
    },
  },
  searchCompanies: {
    scopes: ['crm.objects.companies.read'],
    keywords: ['find company', 'domain'],
    effect: 'read',
    repeat: 'natural',
    limit: { requests: 5, perMs: 1000 },
    paging: {
      style: 'cursor',
      items: 'results',
      next: 'paging.next.after',
      to: { in: 'body', name: 'after' },
      size: { in: 'body', name: 'limit', most: 200 },
    },
    fields: {
      query: { isBasic: true },
      filterGroups: { widget: 'rows' },
      'filterGroups[].filters': { widget: 'rows' },
      'filterGroups[].filters[].operator': {
        labels: {
          EQ: 'Is',
          NEQ: 'Is not',
          LT: 'Is less than',
          LTE: 'Is at most',
          GT: 'Is more than',
          GTE: 'Is at least',
          CONTAINS_TOKEN: 'Has the word',
          NOT_CONTAINS_TOKEN: 'Has not the word',
          HAS_PROPERTY: 'Is filled',
          NOT_HAS_PROPERTY: 'Is empty',
        },
      },
    },
  },
  createDeal: {
    scopes: ['crm.objects.deals.write'],
    keywords: ['new deal', 'opportunity', 'sale'],
    fields: {
      properties: {
        fieldsFrom: {
          operation: 'listDealProperties',
          items: 'results',
          value: 'name',
          label: 'label',
          schemas: { by: 'hubspotDefined', of: { true: false } },
        },
      },
      'properties.pipeline': {
        lookup: { operation: 'listDealPipelines', items: 'results', value: 'id', label: 'label' },
      },
      'properties.dealstage': {
        lookup: {
          operation: 'listDealPipelines',
          items: 'stages',
          inside: { list: 'results', where: ['id'], from: 'properties.pipeline' },
          value: 'id',
          label: 'label',
        },
      },
      'properties.amount': { isBasic: true },
      'properties.hubspot_owner_id': { lookup: owners },
      associations: { isBasic: true, widget: 'rows' },
      'associations[].to.id': { lookup: contacts },
      'associations[].types': { fixed: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 3 }] },
    },
  },
  updateDeal: {
    scopes: ['crm.objects.deals.write'],
    keywords: ['edit deal', 'move deal', 'stage'],
    repeat: 'natural',
    fields: {
      dealId: { lookup: deals },
      properties: {
        fieldsFrom: {
          operation: 'listDealProperties',
          items: 'results',
          value: 'name',
          label: 'label',
          schemas: { by: 'hubspotDefined', of: { true: false } },
        },
      },
      'properties.dealname': { isBasic: true },
      'properties.pipeline': {
        isBasic: true,
        lookup: { operation: 'listDealPipelines', items: 'results', value: 'id', label: 'label' },
      },
      'properties.dealstage': {
        isBasic: true,
        lookup: {
          operation: 'listDealPipelines',
          items: 'stages',
          inside: { list: 'results', where: ['id'], from: 'properties.pipeline' },
          value: 'id',
          label: 'label',
        },
      },
      'properties.amount': { isBasic: true },
      'properties.hubspot_owner_id': { lookup: owners },
    },
  },
  searchDeals: {
    scopes: ['crm.objects.deals.read'],
    keywords: ['find deals', 'filter'],
    effect: 'read',
    repeat: 'natural',
    limit: { requests: 5, perMs: 1000 },
    paging: {
      style: 'cursor',
      items: 'results',
      next: 'paging.next.after',
      to: { in: 'body', name: 'after' },
      size: { in: 'body', name: 'limit', most: 200 },
    },
    fields: {
      query: { isBasic: true },
      filterGroups: { widget: 'rows' },
      'filterGroups[].filters': { widget: 'rows' },
      'filterGroups[].filters[].operator': {
        labels: {
          EQ: 'Is',
          NEQ: 'Is not',
          LT: 'Is less than',
          LTE: 'Is at most',
          GT: 'Is more than',
          GTE: 'Is at least',
          CONTAINS_TOKEN: 'Has the word',
          NOT_CONTAINS_TOKEN: 'Has not the word',
          HAS_PROPERTY: 'Is filled',
          NOT_HAS_PROPERTY: 'Is empty',
        },
      },
    },
  },
  createTicket: {
    scopes: ['tickets'],
    keywords: ['support', 'issue', 'case'],
    fields: {
      'properties.content': { isBasic: true },
      'properties.hs_pipeline': {
        lookup: { operation: 'listTicketPipelines', items: 'results', value: 'id', label: 'label' },
      },
      'properties.hs_pipeline_stage': {
        lookup: {
          operation: 'listTicketPipelines',
          items: 'stages',
          inside: { list: 'results', where: ['id'], from: 'properties.hs_pipeline' },
          value: 'id',
          label: 'label',
        },
      },
      'properties.hs_ticket_priority': { isBasic: true, labels: { LOW: 'Low', MEDIUM: 'Medium', HIGH: 'High' } },
      'properties.hubspot_owner_id': { lookup: owners },
      associations: { isBasic: true, widget: 'rows' },
      'associations[].to.id': { lookup: contacts },
      'associations[].types': { fixed: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 16 }] },
    },
  },
  addNote: {
    scopes: ['crm.objects.contacts.write'],
    keywords: ['comment', 'activity', 'engagement'],
    fields: {
      'properties.hs_note_body': { widget: 'text-long' },
      'properties.hubspot_owner_id': { lookup: owners },
      associations: { isBasic: true, widget: 'rows' },
      'associations[].to.id': { lookup: contacts },
      'associations[].types': { fixed: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 202 }] },
    },
  },
  batchUpsertContacts: {
    scopes: ['crm.objects.contacts.write'],
    isHidden: true,
    effect: 'update',
    repeat: 'natural',
    fields: { 'inputs[].idProperty': { fixed: 'email' } },
  },
  getAccount: { scopes: ['oauth'], isHidden: true },
  listContacts: {
    scopes: ['crm.objects.contacts.read'],
    isHidden: true,
    paging: {
      style: 'cursor',
      items: 'results',
      next: 'paging.next.after',
      to: { in: 'query', name: 'after' },
      size: { in: 'query', name: 'limit', most: 100 },
    },
  },
  listCompanies: {
    scopes: ['crm.objects.companies.read'],
    isHidden: true,
    paging: {
      style: 'cursor',
      items: 'results',
      next: 'paging.next.after',
      to: { in: 'query', name: 'after' },
      size: { in: 'query', name: 'limit', most: 100 },
    },
  },
  listDeals: {
    scopes: ['crm.objects.deals.read'],
    isHidden: true,
    paging: {
      style: 'cursor',
      items: 'results',
      next: 'paging.next.after',
      to: { in: 'query', name: 'after' },
      size: { in: 'query', name: 'limit', most: 100 },
    },
  },
  listDealPipelines: { scopes: ['crm.schemas.deals.read'], isHidden: true },
  listTicketPipelines: { scopes: ['tickets'], isHidden: true },
  listContactProperties: { scopes: ['crm.schemas.contacts.read'], isHidden: true },
  listDealProperties: { scopes: ['crm.schemas.deals.read'], isHidden: true },
  listOwners: {
    scopes: ['crm.objects.owners.read'],
    isHidden: true,
    paging: {
      style: 'cursor',
      items: 'results',
      next: 'paging.next.after',
      to: { in: 'query', name: 'after' },
      size: { in: 'query', name: 'limit', most: 500 },
    },
  },
} satisfies Overlay['operations'];
