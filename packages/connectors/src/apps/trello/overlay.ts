import type { Lookup, Overlay } from '@patchbay/connector';

const boards: Lookup = { operation: 'listBoards', value: 'id', label: 'name', link: '/b/([0-9A-Za-z]{8})' };
const ofBoard = { input: { idBoard: { from: 'idBoard' } }, value: 'id', label: 'name' } as const;
const lists: Lookup = { operation: 'listLists', ...ofBoard };
const cards: Lookup = {
  operation: 'findCards',
  value: 'id',
  label: 'name',
  search: 'query',
  link: '/c/([0-9A-Za-z]{8})',
};

const onBoard = { idBoard: { lookup: boards } };
const card = { id: { lookup: { ...cards, input: { query: 'is:open' } } } };
const people = { lookup: { operation: 'listMembers', ...ofBoard, label: 'fullName', detail: 'username' } };
const labels = { lookup: { operation: 'listLabels', ...ofBoard, label: 'name', detail: 'color' } };
const places = { labels: { top: 'At the top', bottom: 'At the bottom' } };

/** What people need to know of Trello beyond its description. */
export const overlay = {
  name: 'Trello',
  description: 'Adds, moves and changes cards on boards, and reads what happened there.',
  category: 'data',
  keywords: ['kanban', 'board', 'card', 'task', 'project', 'to do'],
  icon: 'trello',
  auth: [
    {
      kind: 'together',
      title: 'Key and token',
      description: 'Make a Power-Up of your own; its key stands there, with a link that gives a token.',
      helpUrl: 'https://trello.com/power-ups/admin',
      ways: [
        { kind: 'apiKey', in: 'query', name: 'key', title: 'Key' },
        { kind: 'apiKey', in: 'query', name: 'token', title: 'Token' },
      ],
    },
  ],
  test: { operation: 'getMe', label: ['fullName', 'username'], picture: '{avatarUrl}/50.png' },
  defaults: {
    answer: {
      advice: {
        401: {
          sentence: 'Trello did not accept the key or the token. Connect the account again.',
          retry: 'after-reconnect',
        },
        404: { sentence: 'There is no such card or board, or the account does not see it.' },
      },
    },
    limit: { requests: 100, perMs: 10_000 },
  },
  operations: {
    getMe: { isHidden: true },
    listBoards: { fields: { filter: { labels: { open: 'Open ones', closed: 'Closed ones', all: 'All' } } } },
    listLists: { fields: onBoard },
    listMembers: { isHidden: true },
    listLabels: { isHidden: true },
    listCards: { fields: onBoard, keywords: ['read cards'] },
    listActivity: {
      fields: {
        ...onBoard,
        filter: {
          isBasic: true,
          labels: {
            all: 'Everything',
            createCard: 'New cards',
            updateCard: 'Changed and moved cards',
            commentCard: 'Comments',
            deleteCard: 'Deleted cards',
          },
        },
      },
      paging: {
        style: 'lastItem',
        items: '',
        item: 'id',
        to: { in: 'query', name: 'before' },
        size: { in: 'query', name: 'limit', most: 1_000 },
      },
    },
    createList: { order: ['idBoard', 'name'], fields: { ...onBoard, pos: places } },
    createCard: {
      keywords: ['add', 'task', 'ticket'],
      order: ['idBoard', 'idList', 'name', 'desc', 'due'],
      fields: {
        ...onBoard,
        idList: { lookup: lists },
        desc: { widget: 'text-long', isBasic: true },
        due: { isBasic: true },
        pos: places,
        'idMembers[]': people,
        'idLabels[]': labels,
      },
    },
    getCard: { fields: card },
    updateCard: {
      keywords: ['move', 'archive', 'complete'],
      order: ['id', 'name', 'desc'],
      fields: { ...card, name: { isBasic: true }, desc: { widget: 'text-long', isBasic: true }, pos: places },
    },
    deleteCard: { fields: card },
    addComment: { effect: 'create', fields: { ...card, text: { widget: 'text-long' } } },
    findCards: {
      fields: { modelTypes: { fixed: 'cards' }, idBoards: { lookup: boards } },
      output: { at: 'cards' },
    },
  },
} satisfies Overlay;
