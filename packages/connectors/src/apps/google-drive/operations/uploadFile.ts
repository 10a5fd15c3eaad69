import {
  type BodyPiece,
  bytesOf,
  defineOperation,
  type FieldSchema,
  type FileRef,
  fileSchema,
  isFile,
  isFileRef,
  isObject,
  type Operation,
} from '@patchbay/connector';
import { textIn } from '../../../values/input.ts';
import { refusal } from '../../../values/refusal.ts';
import { folders, scopes } from '../overlay.ts';

const BOUNDARY = 'patchbay-part-7f3a1c';

const parts = 'id,name,mimeType,webViewLink,parents,size';

/** Puts a file into Drive: its name and folder in one part of the request, its bytes in the other. */
export const uploadFile: Operation = defineOperation({
  title: 'Upload a file',
  description: 'Puts a file into Drive.',
  group: 'Files',
  keywords: ['upload', 'save', 'store', 'new file', 'create file'],
  kind: 'call',
  effect: 'create',
  repeat: 'unsafe',
  needsConnection: true,
  scopes: scopes.changes,
  handlesFiles: true,
  input: {
    type: 'object',
    properties: {
      file: { ...(fileSchema as Exclude<FieldSchema, boolean>), title: 'File', description: 'What to upload.' },
      name: {
        type: 'string',
        title: 'Name',
        description: 'What it is called there. Empty: its own name.',
        'x-patchbay-basic': true,
      },
      folder: {
        type: 'string',
        title: 'Folder',
        description: 'Where it goes. Empty: the top of the Drive.',
        'x-patchbay-basic': true,
        'x-patchbay-lookup': folders,
      },
    },
    required: ['file'],
    additionalProperties: false,
    'x-patchbay-order': ['file', 'name', 'folder'],
  },
  output: {
    type: 'object',
    properties: {
      id: { type: 'string', title: 'File', description: 'Its id.' },
      name: { type: 'string', title: 'Name', description: 'What it is called.' },
      mimeType: { type: 'string', title: 'Kind', description: 'Its type.' },
      webViewLink: { type: 'string', title: 'Address', description: 'Where it opens.' },
    },
    required: ['id', 'name'],
    'x-patchbay-order': ['id', 'name', 'mimeType', 'webViewLink'],
  },
  sample: {
    id: '1zQ8fB3k',
    name: 'Invoice 1042.pdf',
    mimeType: 'application/pdf',
    webViewLink: 'https://drive.google.com/file/d/1zQ8fB3k/view',
  },
  toRequest: (input) => {
    const { file, folder } = isObject(input) ? input : {};
    if (!isFileRef(file) && !isFile(file)) throw refusal('file_missing', 'File is empty. Map a file to it.');
    const given = textIn(isObject(input) ? input : {}, { name: 'name', title: 'Name' }).trim();
    const about = {
      name: given || file.name || 'Unnamed',
      ...(typeof folder === 'string' && folder !== '' && { parents: [folder] }),
    };
    const query = `uploadType=multipart&supportsAllDrives=true&fields=${encodeURIComponent(parts)}`;
    return {
      method: 'POST',
      url: `https://www.googleapis.com/upload/drive/v3/files?${query}`,
      headers: { accept: 'application/json', 'content-type': `multipart/related; boundary=${BOUNDARY}` },
      body: pieces(about, { type: file.contentType ?? '', bytes: isFileRef(file) ? file : bytesOf(file) }),
    };
  },
});

function pieces(about: unknown, { type, bytes }: { type: string; bytes: FileRef | Uint8Array }): BodyPiece[] {
  const text = (value: string) => new TextEncoder().encode(value);
  const head = `--${BOUNDARY}\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n${JSON.stringify(about)}\r\n`;
  const plain = /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : 'application/octet-stream';
  return [text(`${head}--${BOUNDARY}\r\nContent-Type: ${plain}\r\n\r\n`), bytes, text(`\r\n--${BOUNDARY}--\r\n`)];
}
