import { bytesOf, setOwn } from '@patchbay/connector';
import { choiceIn, type Input, listIn, textIn, yesIn } from '../../values/input.ts';
import { fileOperation } from '../../values/pureOperation.ts';
import { sourceField, sourceIn } from '../../values/source.ts';
import { exampleField } from '../table.ts';
import { parseXml } from '../xml/parseXml.ts';
import { decodeXml } from '../xml/xmlText.ts';
import { shown, type XmlReading, xmlValue } from '../xml/xmlValue.ts';

/** Reads XML as data. */
export const readXml = fileOperation({
  title: 'Read XML',
  description: 'Turns XML into data: elements become fields, attributes fields with an @ before their names.',
  group: 'Data as text',
  keywords: ['xml', 'parse', 'soap', 'decode', 'convert', 'json', 'feed'],
  fields: {
    source: { ...sourceField, examples: ['<order number="1042"><line>A-1</line></order>'] },
    lists: {
      type: 'array',
      title: 'Always lists',
      'x-patchbay-widget': 'rows',
      description: 'Elements that may come several times, so that a single one is a list too.',
      items: { type: 'string', title: 'Element', examples: ['line'] },
      'x-patchbay-basic': true,
    },
    values: {
      type: 'string',
      title: 'Values',
      description: 'Whether numbers, and yes or no are read as such.',
      enum: ['text', 'detect'],
      default: 'text',
      'x-patchbay-labels': { text: 'All as text', detect: 'Numbers, yes and no where they are clear' },
    },
    prefixes: {
      type: 'boolean',
      title: 'Keep prefixes',
      description: 'Keep soap:Body, instead of Body.',
      default: true,
    },
    trim: {
      type: 'boolean',
      title: 'Cut spaces around text',
      description: 'So that line ends between elements do not count as text.',
      default: true,
    },
    example: exampleField,
  },
  required: ['source'],
  gives: { value: { title: 'Value', description: 'The data, with the outermost element as its one field.' } },
  outputFrom: { input: 'example', as: 'value' },
  sample: { value: { order: { '@number': '1042', line: [{ sku: 'A-1' }, { sku: 'B-2' }] } } },
  perform: (input) => {
    const root = parseXml(xmlIn(input));
    const reading = readingIn(input);
    const value: Record<string, unknown> = {};
    setOwn(value, shown(root.name, reading), xmlValue(root, reading));
    return { value };
  },
});

export function xmlIn(input: Input): string {
  const source = sourceIn(input, { name: 'source', title: 'Text or file' });
  return typeof source === 'string' ? source : decodeXml(bytesOf(source));
}

function readingIn(input: Input): XmlReading {
  const lists = listIn(input, { name: 'lists', title: 'Always lists' });
  const values = choiceIn(input, { name: 'values', title: 'Values', choices: ['text', 'detect'], fallback: 'text' });
  return {
    lists: new Set(lists.map((name) => textIn({ name }, { name: 'name', title: 'Always lists' }))),
    keepPrefixes: yesIn(input, { name: 'prefixes', title: 'Keep prefixes', fallback: true }),
    detect: values === 'detect',
    trim: yesIn(input, { name: 'trim', title: 'Cut spaces around text', fallback: true }),
  };
}
