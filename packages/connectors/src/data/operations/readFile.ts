import { fileSchema } from '@patchbay/connector';
import { choiceIn } from '../../values/input.ts';
import { fileOperation } from '../../values/pureOperation.ts';
import { encodingField, encodings, sourceTextIn } from '../../values/source.ts';

/** The text inside a file. */
export const readFile = fileOperation({
  title: 'Read a file',
  description: 'Gives the text that a file holds, such as a note, a log or a web page.',
  group: 'Files',
  keywords: ['file', 'text', 'open', 'content', 'extract', 'decode', 'encoding', 'charset', 'txt', 'read'],
  fields: {
    file: { ...fileSchema, description: 'The file to read. At most 25 MB.' },
    encoding: { ...encodingField, description: 'How letters are stored in the file.', 'x-patchbay-basic': true },
  },
  required: ['file'],
  gives: { text: { type: 'string', title: 'Text' } },
  sample: { text: 'Two lamps, to be delivered on Friday.' },
  perform: (input) => {
    const encoding = choiceIn(input, { name: 'encoding', title: 'Encoding', choices: encodings, fallback: 'auto' });
    return { text: sourceTextIn(input, { name: 'file', title: 'File', encoding }) };
  },
});
