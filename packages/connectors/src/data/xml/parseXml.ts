import { setOwn, type Saying, say } from '@patchbay/connector';
import { SaxesParser } from 'saxes';
import { limits } from '../../values/limits.ts';
import { refusal } from '../../values/refusal.ts';

/** One element as it stands in the text, with its prefix. `text` is all text directly inside it. */
export type XmlElement = {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
};

const MOST_ELEMENTS = 1_000_000;

/**
 * Reads XML strictly. Of a document type only its name counts: no entities of its own, nothing fetched.
 * Throws OperationError `xml_broken` with the place.
 */
export function parseXml(source: string): XmlElement {
  const parser = new SaxesParser({ position: true });
  const top: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [top];
  let count = 0;
  const addText = (text: string) => {
    const element = open.at(-1);
    if (element !== undefined && element !== top) element.text += text;
  };
  parser.on('error', (error) => {
    throw refusal('xml_broken', brokenAt(error), error);
  });
  parser.on('opentag', ({ name, attributes }) => {
    count += 1;
    if (count > MOST_ELEMENTS) throw refusal('xml_too_large', 'The XML has more than 1,000,000 elements.');
    if (open.length > limits.depth) throw refusal('nested_too_deeply', 'The XML nests deeper than 200 levels.');
    const element: XmlElement = { name, attributes: {}, children: [], text: '' };
    for (const [key, value] of Object.entries(attributes)) setOwn(element.attributes, key, value);
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(source.replace(/^\uFEFF/, '').trimStart()).close();
  const [root] = top.children;
  if (root === undefined) throw refusal('xml_broken', 'The text holds no XML element.');
  return root;
}

/** `3:14: unclosed tag: a` is at line 3. */
function brokenAt(error: Error): Saying {
  const [, line, what = ''] = /^(\d+):\d+: (.*)$/s.exec(error.message) ?? [];
  if (line === undefined) return 'The XML is broken. Check where it comes from.';
  const shown = what.replace(/\.$/, '').slice(0, 100);
  return say('The XML is broken at line {line}: {shown}. Check where it comes from.', { line, shown });
}

/** The name without its prefix: `link` of `atom:link`. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
