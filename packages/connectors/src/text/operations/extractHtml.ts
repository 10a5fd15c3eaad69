import { setOwn } from '@patchbay/connector';
import type { AnyNode, Element } from 'domhandler';
import { getInnerHTML } from 'domutils';
import { choiceIn, filledTextIn, type Input, rowsIn, textIn, yesIn } from '../../values/input.ts';
import { limits } from '../../values/limits.ts';
import { pureOperation } from '../../values/pureOperation.ts';
import { refusal } from '../../values/refusal.ts';
import { textSourceField, sourceTextIn } from '../../values/source.ts';
import { htmlText } from '../html/htmlText.ts';
import { parseHtml } from '../html/parseHtml.ts';
import { createFinders, type Finder } from '../html/select.ts';

const takes = ['text', 'html', 'attribute'] as const;

const fieldOfItem = {
  type: 'object',
  title: 'Field',
  properties: {
    name: { type: 'string', title: 'Name', description: 'What to call the value.', examples: ['price'] },
    selector: {
      type: 'string',
      title: 'Selector',
      description: 'Where it stands, such as .price or h2 > a. Empty for the item itself.',
      examples: ['.price'],
      'x-patchbay-basic': true,
    },
    take: {
      type: 'string',
      title: 'Take',
      description: 'What is read of the part that is found.',
      enum: takes,
      default: 'text',
      'x-patchbay-basic': true,
      'x-patchbay-labels': { text: 'Its text', html: 'Its HTML', attribute: 'An attribute' },
    },
    attribute: {
      type: 'string',
      title: 'Attribute',
      description: 'The name of the attribute, such as href.',
      examples: ['href'],
    },
    all: {
      type: 'boolean',
      title: 'A list of all that are found',
      description: 'Otherwise only the first is taken.',
      default: false,
    },
  },
  required: ['name'],
  additionalProperties: false,
  'x-patchbay-order': ['name', 'selector', 'take', 'attribute', 'all'],
} as const;

/** Takes values out of a page by CSS selectors. */
export const extractHtml = pureOperation({
  title: 'Extract from HTML',
  description: 'Takes values out of a page by CSS selectors, once or for each of many parts.',
  group: 'HTML and Markdown',
  keywords: ['html', 'scrape', 'scraping', 'css', 'selector', 'parse', 'page', 'crawl', 'dom'],
  fields: {
    source: { ...textSourceField, title: 'HTML' },
    fields: {
      type: 'array',
      title: 'Fields',
      'x-patchbay-widget': 'rows',
      description: 'What is read, and under which names.',
      minItems: 1,
      maxItems: 50,
      items: fieldOfItem,
    },
    each: {
      type: 'string',
      title: 'For each',
      description: 'The selector of a part that repeats, such as .product. Empty to take the page as one.',
      examples: ['.product'],
      'x-patchbay-basic': true,
    },
    address: {
      type: 'string',
      title: 'Address of the page',
      description: 'Makes links in href and src whole.',
      examples: ['https://example.com/shop'],
    },
  },
  required: ['source', 'fields'],
  gives: {
    items: { type: 'array', title: 'Items', description: 'The fields of each part.', items: { type: 'object' } },
    count: { type: 'integer', title: 'Count', description: 'How many parts there are.', minimum: 0 },
    first: {
      type: ['object', 'null'],
      title: 'First',
      description: 'The fields of the first part.',
      additionalProperties: true,
    },
  },
  sample: { items: [{ name: 'Lamp', price: '19.50' }], count: 1, first: { name: 'Lamp', price: '19.50' } },
  perform: (input) => {
    const document = parseHtml(sourceTextIn(input, { name: 'source', title: 'HTML' }));
    const finder = createFinders();
    const each = textIn(input, { name: 'each', title: 'For each' }).trim();
    const address = textIn(input, { name: 'address', title: 'Address of the page' }).trim();
    const fields = rowsIn(input, { name: 'fields', title: 'Fields' }).map((row) => fieldIn(row, finder));
    if (fields.length === 0) throw refusal('value_missing', 'Name at least one field.');
    const parts: readonly AnyNode[] = each === '' ? [document] : finder(each)(document);
    if (parts.length > limits.items) throw refusal('too_many_items', 'More than 100,000 parts fit the selector.');
    let length = 0;
    const items = parts.map((part) => {
      const item: Record<string, unknown> = {};
      for (const field of fields) {
        const values = valuesOf(part, field).map((value) => (field.isLink ? wholeLink(value, address) : value));
        setOwn(item, field.name, field.isList ? values : (values[0] ?? null));
        length += values.reduce((sum, value) => sum + value.length, 0);
      }
      // Parts may hold each other, and then the same text is taken again and again.
      if (length > limits.textLength) throw refusal('text_too_long', 'The fields are larger than 25 MB together.');
      return item;
    });
    return { items, count: items.length, first: items[0] ?? null };
  },
});

type FieldOfItem = {
  name: string;
  find: Finder | undefined;
  take(element: AnyNode): string | undefined;
  isLink: boolean;
  isList: boolean;
};

function fieldIn(row: Input, finder: (selector: string) => Finder): FieldOfItem {
  const selector = textIn(row, { name: 'selector', title: 'Selector' }).trim();
  const take = choiceIn(row, { name: 'take', title: 'Take', choices: takes, fallback: 'text' });
  const attribute =
    take === 'attribute' ? filledTextIn(row, { name: 'attribute', title: 'Attribute' }).trim().toLowerCase() : '';
  return {
    name: filledTextIn(row, { name: 'name', title: 'Name' }).trim(),
    find: selector === '' ? undefined : finder(selector),
    take: { text: htmlText, html: getInnerHTML, attribute: attributeOf(attribute) }[take],
    isLink: attribute === 'href' || attribute === 'src',
    isList: yesIn(row, { name: 'all', title: 'A list of all' }),
  };
}

const attributeOf = (name: string) => (node: AnyNode) =>
  'attribs' in node && Object.hasOwn(node.attribs, name) ? node.attribs[name] : undefined;

function valuesOf(part: AnyNode, { find, take, isList }: FieldOfItem): string[] {
  const found: readonly (AnyNode | Element)[] = find === undefined ? [part] : find(part);
  return (isList ? found : found.slice(0, 1)).map((node) => take(node)).filter((value) => value !== undefined);
}

function wholeLink(link: string, address: string): string {
  return URL.canParse(link, address) ? new URL(link, address).href : link;
}
