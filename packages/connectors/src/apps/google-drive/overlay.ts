import type { FieldOverlay, Lookup, Overlay } from '@patchbay/connector';
import { googleAnswers, googleAuth, googleScope } from '../google/auth.ts';

const LINK = '/(?:d|folders)/([A-Za-z0-9_-]+)';
const parts = 'id,name,mimeType,webViewLink,parents,size,createdTime,modifiedTime';

export const files = {
  operation: 'recentFiles',
  value: 'id',
  label: 'name',
  detail: 'mimeType',
  search: 'name',
  link: LINK,
} satisfies Lookup;
export const folders = {
  operation: 'recentFolders',
  value: 'id',
  label: 'name',
  search: 'name',
  link: LINK,
} satisfies Lookup;

const everywhere = { supportsAllDrives: { isHidden: true, fixed: true } } satisfies Record<string, FieldOverlay>;
const aFile = { ...everywhere, fileId: { lookup: files }, fields: { isHidden: true, fixed: parts } } satisfies Record<
  string,
  FieldOverlay
>;

/** Names and places of files; what they say; everything. `drive.file` would do for none: it sees what Patchbay made. */
const names = [googleScope('drive.metadata.readonly')];
const contents = [googleScope('drive.readonly')];
const changes = [googleScope('drive')];
export const scopes = { names, contents, changes };

export const overlay = {
  category: 'files',
  keywords: ['google', 'files', 'folder', 'upload', 'download', 'share', 'document'],
  icon: 'google-drive',
  auth: googleAuth({
    scopes: ['drive.metadata.readonly', 'drive.readonly', 'drive'],
    defaultScopes: ['drive.metadata.readonly'],
    scopeHolds: { drive: ['drive.readonly', 'drive.metadata.readonly'], 'drive.readonly': ['drive.metadata.readonly'] },
  }),
  test: { operation: 'about', label: 'user.emailAddress', picture: 'user.photoLink' },
  // Google allows an account about 12,000 requests a minute; more than this at once is throttled all the same.
  defaults: { answer: googleAnswers, limit: { requests: 100, perMs: 1_000 } },
  operations: {
    listFiles: {
      scopes: names,
      keywords: ['search', 'find', 'list'],
      order: ['q', 'orderBy'],
      fields: {
        ...everywhere,
        q: { isBasic: true },
        orderBy: {
          isBasic: true,
          labels: {
            'modifiedTime desc': 'Changed last',
            'createdTime desc': 'Made last',
            name: 'By name',
            'viewedByMeTime desc': 'Opened last',
          },
        },
        includeItemsFromAllDrives: { isHidden: true, fixed: true },
        fields: { isHidden: true, fixed: `nextPageToken,files(${parts})` },
      },
      paging: {
        style: 'cursor',
        items: 'files',
        next: 'nextPageToken',
        to: { in: 'query', name: 'pageToken' },
        size: { in: 'query', name: 'pageSize', most: 1_000 },
      },
    },
    getFile: { scopes: names, fields: aFile },
    copyFile: {
      scopes: changes,
      effect: 'create',
      keywords: ['duplicate', 'template'],
      fields: { ...aFile, name: { isBasic: true }, parents: { isBasic: true }, 'parents[]': { lookup: folders } },
    },
    updateFile: {
      scopes: changes,
      repeat: 'natural',
      keywords: ['move', 'rename', 'trash', 'bin', 'restore'],
      order: ['fileId', 'name', 'addParents', 'removeParents'],
      fields: {
        ...aFile,
        name: { isBasic: true },
        addParents: { isBasic: true, lookup: folders },
        removeParents: { isBasic: true, lookup: folders },
      },
    },
    deleteFile: { scopes: changes, keywords: ['remove'], fields: { ...everywhere, fileId: { lookup: files } } },
    createFolder: {
      scopes: changes,
      keywords: ['new folder', 'directory'],
      fields: {
        ...everywhere,
        fields: { isHidden: true, fixed: parts },
        mimeType: { isHidden: true, fixed: 'application/vnd.google-apps.folder' },
        parents: { isBasic: true },
        'parents[]': { lookup: folders },
      },
    },
    shareFile: {
      scopes: changes,
      effect: 'update',
      repeat: 'natural',
      keywords: ['permission', 'invite', 'public', 'link'],
      fields: {
        ...everywhere,
        fileId: { lookup: files },
        role: { labels: { reader: 'See it', commenter: 'Comment on it', writer: 'Change it' } },
        type: {
          labels: {
            user: 'A person',
            group: 'A group',
            domain: 'Everybody of a company',
            anyone: 'Anybody with the link',
          },
        },
        emailAddress: { isBasic: true, when: { field: 'type', is: ['user', 'group'] } },
        domain: { isBasic: true, when: { field: 'type', is: ['domain'] } },
      },
    },
    exportFile: {
      scopes: contents,
      keywords: ['pdf', 'docx', 'xlsx', 'csv', 'convert', 'download'],
      fields: {
        fileId: { lookup: files },
        mimeType: {
          labels: {
            'application/pdf': 'PDF',
            'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word',
            'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'Excel',
            'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'PowerPoint',
            'text/csv': 'CSV (the first sheet)',
            'text/plain': 'Plain text',
            'text/markdown': 'Markdown',
          },
        },
      },
    },
    about: {
      isHidden: true,
      scopes: names,
      fields: { fields: { isHidden: true, fixed: 'user(displayName,emailAddress,photoLink)' } },
    },
  },
} satisfies Overlay;
