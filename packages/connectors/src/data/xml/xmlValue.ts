import { own, setOwn } from '@patchbay/connector';
import { cellValue } from '../cellValue.ts';
import { localName, type XmlElement } from './parseXml.ts';

export type XmlReading = {
  /** Names of elements that are lists even where there is only one. */
  lists: ReadonlySet<string>;
  keepPrefixes: boolean;
  detect: boolean;
  trim: boolean;
};

/**
 * An element as data: attributes are fields with an `@` before their names, elements fields of their names, and those
 * that come more than once lists. An element that holds nothing but text is that text; text beside fields is `#text`.
 */
export function xmlValue(element: XmlElement, reading: XmlReading): unknown {
  const { attributes, children } = element;
  const names = Object.keys(attributes).filter((name) => reading.keepPrefixes || !isNamespace(name));
  const text = reading.trim || children.length > 0 ? element.text.trim() : element.text;
  if (names.length === 0 && children.length === 0) return textValue(text, reading);
  const value: Record<string, unknown> = {};
  for (const name of names) setOwn(value, `@${shown(name, reading)}`, textValue(attributes[name] ?? '', reading));
  for (const child of children) {
    const name = shown(child.name, reading);
    const given = own(value, name);
    const read = xmlValue(child, reading);
    if (Array.isArray(given)) given.push(read);
    else if (given !== undefined) setOwn(value, name, [given, read]);
    else setOwn(value, name, reading.lists.has(name) ? [read] : read);
  }
  if (text !== '') setOwn(value, '#text', textValue(text, reading));
  return value;
}

export function shown(name: string, { keepPrefixes }: XmlReading): string {
  return keepPrefixes ? name : localName(name);
}

const isNamespace = (name: string) => name === 'xmlns' || name.startsWith('xmlns:');

function textValue(text: string, { detect }: XmlReading): unknown {
  return detect ? (cellValue(text) ?? '') : text;
}
