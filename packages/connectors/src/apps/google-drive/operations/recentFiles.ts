import { defineOperation, isObject, type Operation } from '@patchbay/connector';
import { scopes } from '../overlay.ts';
import { textIn } from '../../../values/input.ts';

/** What an account opened last, for choosing a file. In no list. */
export const recentFiles: Operation = recent('List files', "mimeType != 'application/vnd.google-apps.folder'");

/** The same for folders. */
export const recentFolders: Operation = recent('List folders', "mimeType = 'application/vnd.google-apps.folder'");

function recent(title: string, kind: string): Operation {
  return defineOperation({
    title,
    description: 'Gives what was opened last.',
    group: 'Files',
    kind: 'call',
    effect: 'read',
    repeat: 'natural',
    needsConnection: true,
    scopes: scopes.names,
    isHidden: true,
    input: {
      type: 'object',
      properties: { name: { type: 'string', title: 'Name', description: 'Only those whose name has this in it.' } },
      additionalProperties: false,
    },
    output: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          id: { type: 'string', title: 'File', description: 'Its id.' },
          name: { type: 'string', title: 'Name', description: 'What people call it.' },
          mimeType: { type: 'string', title: 'Kind', description: 'Its type.' },
        },
        required: ['id', 'name'],
      },
    },
    sample: [{ id: '1zQ8fB3k', name: 'Invoice 1042.pdf', mimeType: 'application/pdf' }],
    outputPart: { at: 'files' },
    toRequest: (input) => {
      const name = textIn(isObject(input) ? input : {}, { name: 'name', title: 'Name' }).trim();
      const quoted = name.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
      const query = new URLSearchParams({
        q: [kind, 'trashed = false', ...(name === '' ? [] : [`name contains '${quoted}'`])].join(' and '),
        orderBy: 'viewedByMeTime desc',
        pageSize: '100',
        fields: 'files(id,name,mimeType)',
        supportsAllDrives: 'true',
        includeItemsFromAllDrives: 'true',
      });
      return { method: 'GET', url: `/files?${query}`, headers: { accept: 'application/json' } };
    },
  });
}
