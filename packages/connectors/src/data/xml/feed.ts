import { own } from '@patchbay/connector';
import { readMailDate } from '../../values/mailDate.ts';
import { localName, type XmlElement } from './parseXml.ts';

type FeedItem = {
  id: string;
  title: string;
  link: string;
  publishedAt: string | null;
  author: string;
  summary: string;
  content: string;
  categories: string[];
  files: { url: string; type: string }[];
};

export type Feed = { title: string; link: string; description: string; items: FeedItem[] };

/** An RSS 0.9-2.0, RSS 1.0 (RDF) or Atom document; undefined for any other. Prefixes and missing fields are tolerated. */
export function readFeed(root: XmlElement): Feed | undefined {
  const kind = localName(root.name);
  const channel = kind === 'feed' ? root : root.children.find(({ name }) => localName(name) === 'channel');
  if (!['rss', 'RDF', 'feed'].includes(kind) || channel === undefined) return undefined;
  // RSS 1.0 puts its items beside the channel.
  const holder = kind === 'RDF' ? root : channel;
  const items = holder.children.filter(({ name }) => ['item', 'entry'].includes(localName(name)));
  return {
    title: plainText(channel, ['title']),
    link: linkOf(channel),
    description: plainText(channel, ['description', 'subtitle']),
    items: items.map(itemOf),
  };
}

function itemOf(item: XmlElement): FeedItem {
  const link = linkOf(item);
  const summary = markup(item, ['description', 'summary']);
  return {
    id: plainText(item, ['guid', 'id']) || link || plainText(item, ['title']),
    title: plainText(item, ['title']),
    link,
    publishedAt: dateOf(item),
    author: authorOf(item),
    summary,
    content: markup(item, ['content:encoded', 'content']) || summary,
    categories: [...new Set(named(item, 'category').map(categoryOf).filter(Boolean))],
    files: filesOf(item),
  };
}

function named(parent: XmlElement, name: string): XmlElement[] {
  const hasPrefix = name.includes(':');
  return parent.children.filter((child) => (hasPrefix ? child.name : localName(child.name)) === name);
}

/** The first of these that says something; one without a prefix before `media:title` and its like. */
function first(parent: XmlElement, names: readonly string[]): XmlElement | undefined {
  for (const name of names) {
    const found = named(parent, name).filter((it) => it.text.trim() !== '' || it.children.length > 0);
    const plain = found.find((it) => it.name === name) ?? found[0];
    if (plain !== undefined) return plain;
  }
  return undefined;
}

function plainText(parent: XmlElement, names: readonly string[]): string {
  const element = first(parent, names);
  return element === undefined ? '' : textWithin(element).replaceAll(/\s+/g, ' ').trim();
}

/** Text of an element and of those inside it; Atom may hold XHTML. */
function textWithin({ text, children }: XmlElement): string {
  return [text, ...children.map(textWithin)].join(' ');
}

function markup(parent: XmlElement, names: readonly string[]): string {
  const element = first(parent, names);
  if (element === undefined) return '';
  return (own(element.attributes, 'type') === 'xhtml' ? textWithin(element) : element.text).trim();
}

function linkOf(parent: XmlElement): string {
  const links = named(parent, 'link');
  const atom = links.filter((link) => Object.hasOwn(link.attributes, 'href'));
  const alternate = atom.find(({ attributes }) => (own(attributes, 'rel') ?? 'alternate') === 'alternate');
  const written = links.find((link) => link.text.trim() !== '');
  const guid = named(parent, 'guid').find(
    ({ attributes, text }) => own(attributes, 'isPermaLink') !== 'false' && /^https?:/.test(text.trim()),
  );
  return (written?.text ?? alternate?.attributes.href ?? guid?.text ?? atom[0]?.attributes.href ?? '').trim();
}

function authorOf(item: XmlElement): string {
  const author = first(item, ['author', 'creator']);
  if (author === undefined) return '';
  return author.children.length > 0 ? plainText(author, ['name', 'email']) : author.text.trim();
}

function categoryOf({ attributes, text }: XmlElement): string {
  return (attributes.label ?? attributes.term ?? text).trim();
}

function filesOf(item: XmlElement): { url: string; type: string }[] {
  const enclosures = named(item, 'enclosure').map(({ attributes }) => ({
    url: attributes.url ?? '',
    type: attributes.type ?? '',
  }));
  const links = named(item, 'link')
    .filter(({ attributes }) => attributes.rel === 'enclosure')
    .map(({ attributes }) => ({ url: attributes.href ?? '', type: attributes.type ?? '' }));
  return [...enclosures, ...links].filter(({ url }) => url !== '');
}

function dateOf(item: XmlElement): string | null {
  for (const name of ['pubDate', 'published', 'date', 'updated', 'modified', 'issued']) {
    const instant = readMailDate(named(item, name)[0]?.text.trim() ?? '');
    if (instant !== undefined) return new Date(instant).toISOString();
  }
  return null;
}
