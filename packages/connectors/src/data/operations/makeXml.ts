import { isObject } from '@patchbay/connector';
import { type Input, textIn, yesIn } from '../../values/input.ts';
import { pureOperation } from '../../values/pureOperation.ts';
import { refusal } from '../../values/refusal.ts';
import { writeXml } from '../xml/writeXml.ts';

/** Writes data as XML. */
export const makeXml = pureOperation({
  title: 'Make XML',
  description: 'Writes data as XML: fields become elements, those with an @ before their names attributes.',
  group: 'Data as text',
  keywords: ['xml', 'build', 'soap', 'encode', 'convert', 'json', 'serialize'],
  fields: {
    value: {
      title: 'Value',
      description: 'What to write. Lists become repeated elements, #text is the text beside attributes.',
      'x-patchbay-widget': 'json',
    },
    root: {
      type: 'string',
      title: 'Outermost element',
      description: 'Its name. Left empty, the value must have one field, which names it.',
      examples: ['order'],
      'x-patchbay-basic': true,
    },
    indent: {
      type: 'boolean',
      title: 'Indent it, to be read',
      description: 'A line for each element.',
      default: false,
    },
    declaration: {
      type: 'boolean',
      title: 'Begin with the XML line',
      description: 'The line that says which XML it is; most programs expect it.',
      default: true,
    },
  },
  required: ['value'],
  gives: { text: { type: 'string', title: 'Text' } },
  sample: { text: '<?xml version="1.0" encoding="UTF-8"?>\n<order number="1042"/>' },
  perform: (input) => {
    const { name, value } = rootIn(input);
    const indent = yesIn(input, { name: 'indent', title: 'Indent it' });
    const hasLine = yesIn(input, { name: 'declaration', title: 'Begin with the XML line', fallback: true });
    const text = writeXml(name, value, { indent });
    return { text: hasLine ? `<?xml version="1.0" encoding="UTF-8"?>\n${text}` : text };
  },
});

function rootIn(input: Input): { name: string; value: unknown } {
  const name = textIn(input, { name: 'root', title: 'Outermost element' }).trim();
  if (name !== '') return { name, value: input.value };
  const [only, ...others] = isObject(input.value) ? Object.entries(input.value) : [];
  if (only !== undefined && others.length === 0) return { name: only[0], value: only[1] };
  throw refusal('xml_not_one', 'XML has one outermost element. Name it, or give a value with one field.');
}
