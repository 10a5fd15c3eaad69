import { mockCall, type Operation } from '@patchbay/connector';
import { attempt } from '@patchbay/connector/testing';
import * as fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { dataConnector } from './index.ts';

const { makeJson, makeXml, readFeed, readJson, readXml } = dataConnector.operations;

type Row = Record<string, unknown>;
const give = (operation: Operation, input: Row) => mockCall(operation, input) as Row;
const fileOf = (text: string) => ({ base64: btoa(text) });
const failureOf = (operation: Operation, input: Row) => attempt(() => give(operation, input)).failure;

const isHarmless = (value: unknown) => !JSON.stringify(value).includes('__proto__');

describe('JSON', () => {
  it('comes back as it was written, in every form', () => {
    fc.assert(
      // `__proto__` as a key is left out on purpose wherever JSON is read: it would reach into the language.
      fc.property(fc.jsonValue().filter(isHarmless), fc.constantFrom('short', 'indented'), (value, format) => {
        expect(give(readJson, { source: give(makeJson, { value, format }).text })).toEqual({
          value: JSON.parse(JSON.stringify(value)),
        });
      }),
    );
    const value = [{ a: 1 }, null, 'x\ny'];
    expect(give(readJson, { source: give(makeJson, { value, format: 'lines' }).text, format: 'lines' })).toEqual({
      value,
    });
  });

  it.each([
    [{ source: '{"a": 1,\n "b" 2}' }, 'json_broken', 'The text is not JSON: it breaks at line 2, column 6.'],
    [{ source: '{"a": }' }, 'json_broken', 'The text is not JSON. Check where it comes from.'],
    [{ source: '{"a": 1' }, 'json_broken', 'The text is not JSON'],
    [{ source: '1\n{', format: 'lines' }, 'json_broken', 'Line 2 is not JSON'],
    [{ source: '['.repeat(500) }, 'json_broken', 'it nests deeper than 200 levels'],
    [{ source: '' }, 'json_broken', 'The text is not JSON: it ends too early.'],
  ] as [Row, string, string][])('says where %j breaks', (input, ...[code, message]) => {
    expect(failureOf(readJson, input)).toMatchObject({ code, message: expect.stringContaining(message) });
  });

  it('leaves out keys that would become a prototype', () => {
    const { value } = give(readJson, { source: '{"__proto__": {"polluted": true}, "a": 1}' });
    expect(value).toEqual({ a: 1 });
    expect(({} as Row).polluted).toBeUndefined();
  });
});

const name = fc.constantFrom('order', 'line', 'a-b', 'ns:x', '_x', 'größe', '__proto__', 'constructor');
const text = fc.oneof(
  fc.constantFrom('<&>"\'', ']]>', ' x ', '\t\r\n', 'é€😀', '007'),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
);

/** Data as reading gives it: text, or fields; a list has at least two items. */
const { element } = fc.letrec<{ element: unknown; fields: unknown }>((tie) => ({
  element: fc.oneof({ depthSize: 'small', withCrossShrink: true }, text, tie('fields')),
  fields: fc
    .tuple(
      fc.dictionary(
        name.map((it) => `@${it}`),
        text,
        { maxKeys: 2 },
      ),
      fc.dictionary(name, fc.oneof(tie('element'), fc.array(tie('element'), { minLength: 2, maxLength: 3 })), {
        minKeys: 1,
        maxKeys: 3,
      }),
    )
    .map(([attributes, children]) => ({ ...attributes, ...children })),
}));

describe('XML', () => {
  it('comes back as it was written', () => {
    fc.assert(
      fc.property(name, element, (root, value) => {
        const { text } = give(makeXml, { value, root });
        const read = give(readXml, { source: text, trim: false }).value as Row;
        expect(Object.entries(read)).toEqual([[root, JSON.parse(JSON.stringify(value))]]);
      }),
    );
  });

  it('is well-formed to another reader, and means the same there', () => {
    const parser = new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '@',
      parseTagValue: false,
      parseAttributeValue: false,
      trimValues: true,
    });
    const plain = fc.string({ unit: fc.constantFrom('a', 'é', '<', '&', '"', '>'), minLength: 1, maxLength: 5 });
    const row = fc.record({ '@id': plain, name: plain, line: fc.array(plain, { minLength: 2, maxLength: 4 }) });
    fc.assert(
      fc.property(row, fc.boolean(), (value, indent) => {
        const { text } = give(makeXml, { value, root: 'order', indent });
        expect(XMLValidator.validate(String(text))).toBe(true);
        expect(parser.parse(String(text))).toMatchObject({ order: value });
        expect(give(readXml, { source: text }).value).toEqual({ order: value });
      }),
    );
  });

  it.each([
    ['<a/>', {}, { a: '' }],
    ['<a> x </a>', {}, { a: 'x' }],
    ['<a>1</a>', { values: 'detect' }, { a: 1 }],
    ['<a><b>1</b></a>', { lists: ['b'] }, { a: { b: ['1'] } }],
    ['<s:a xmlns:s="u"><s:b s:k="v"/></s:a>', { prefixes: false }, { a: { b: { '@k': 'v' } } }],
    ['<a x="1">one <b/> two</a>', {}, { a: { '@x': '1', b: '', '#text': 'one  two' } }],
    ['<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a><![CDATA[<b>]]></a>', {}, { a: '<b>' }],
  ])('reads %s', (source, more, value) => {
    expect(give(readXml, { source, ...more })).toEqual({ value });
  });

  it('reads a file in the encoding it names', () => {
    const source = fileOf('<?xml version="1.0" encoding="ISO-8859-1"?><a>M\xFCller</a>');
    expect(give(readXml, { source })).toEqual({ value: { a: 'Müller' } });
  });

  it('lays elements out in lines where asked', () => {
    const value = { order: { '@id': 1, line: ['a', { sku: 'b' }], empty: null, none: [] } };
    expect(give(makeXml, { value, indent: true, declaration: false }).text).toBe(
      '<order id="1">\n  <line>a</line>\n  <line>\n    <sku>b</sku>\n  </line>\n  <empty/>\n</order>',
    );
  });

  it.each([
    [readXml, { source: '<a>\n<b></a>' }, 'xml_broken', 'The XML is broken at line 2: unexpected close tag'],
    [readXml, { source: 'hello' }, 'xml_broken', 'The XML is broken at line 1'],
    [readXml, { source: '<a>&e;</a>' }, 'xml_broken', 'undefined entity'],
    [readXml, { source: '<a/><b/>' }, 'xml_broken', 'The XML is broken'],
    [readXml, { source: '<a>'.repeat(300) }, 'nested_too_deeply', 'The XML nests deeper than 200 levels.'],
    [
      readXml,
      { source: fileOf('<?xml version="1.0" encoding="EBCDIC"?><a/>') },
      'encoding_not_valid',
      'The XML is in ebcdic',
    ],
    [makeXml, { value: { a: 1, b: 2 } }, 'xml_not_one', 'XML has one outermost element.'],
    [makeXml, { value: { a: { 'b c': 1 } } }, 'xml_name_not_valid', '“b c” cannot name an element'],
    [makeXml, { value: { a: [[1]] } }, 'xml_not_one', 'XML has one outermost element'],
    [makeXml, { value: { a: { b: [[1]] } } }, 'xml_list_in_list', 'The list b holds a list'],
    [makeXml, { value: { a: '\u0001' } }, 'letter_not_encodable', 'a holds a control character'],
  ] as [Operation, Row, string, string][])('ends in words: %#', (operation, input, ...[code, message]) => {
    expect(failureOf(operation, input)).toMatchObject({
      code,
      retry: 'never',
      message: expect.stringContaining(message),
    });
  });

  it('reads any text at all, or says in words why not', () => {
    const part = fc.constantFrom(
      '<a>',
      '</a>',
      '<b x="1"/>',
      '&amp;',
      '&',
      '<![CDATA[',
      ']]>',
      '<!DOCTYPE a>',
      '<!--',
      '-->',
      '<?x',
      'é',
      '\0',
    );
    fc.assert(
      fc.property(
        fc.array(part).map((parts) => parts.join('')),
        (source) => {
          const { value, failure } = attempt(() => give(readXml, { source }));
          expect(failure?.message ?? typeof value).toMatch(failure === undefined ? /object/ : /\.$/);
        },
      ),
    );
  });
});

const rss = `<?xml version="1.0"?><rss version="2.0" xmlns:content="c" xmlns:dc="d" xmlns:atom="a" xmlns:media="m"><channel>
  <title>News</title><atom:link rel="self" href="https://e.test/feed"/><link>https://e.test</link><description>All of it</description>
  <item><media:title>wrong</media:title><title>One &amp; only</title><link>https://e.test/1</link><guid isPermaLink="false">id-1</guid>
    <pubDate>Sun, 01 Mar 2026 09:00:00 +0100</pubDate><dc:creator>Ada</dc:creator><category>Tools</category><category>Tools</category>
    <description>&lt;p&gt;Short&lt;/p&gt;</description><content:encoded><![CDATA[<p>Long</p>]]></content:encoded>
    <enclosure url="https://e.test/1.mp3" type="audio/mpeg" length="1"/></item>
  <item><guid>https://e.test/2</guid><pubDate>yesterday</pubDate></item></channel></rss>`;

const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">Blog</title><subtitle>Words</subtitle>
  <link rel="self" href="https://e.test/atom"/><link href="https://e.test/"/>
  <entry><id>urn:1</id><title>First</title><link rel="alternate" href="https://e.test/first"/><updated>2026-03-01T10:00:00Z</updated>
    <published>2026-03-01T09:00:00+01:00</published><author><name>Bea</name></author><category term="t" label="Tools"/>
    <summary>Short</summary><content type="xhtml"><div>Long <b>text</b></div></content></entry></feed>`;

describe('feeds', () => {
  it('reads RSS', () => {
    expect(give(readFeed, { source: rss })).toEqual({
      title: 'News',
      link: 'https://e.test',
      description: 'All of it',
      count: 2,
      items: [
        {
          id: 'id-1',
          title: 'One & only',
          link: 'https://e.test/1',
          publishedAt: '2026-03-01T08:00:00.000Z',
          author: 'Ada',
          summary: '<p>Short</p>',
          content: '<p>Long</p>',
          categories: ['Tools'],
          files: [{ url: 'https://e.test/1.mp3', type: 'audio/mpeg' }],
        },
        expect.objectContaining({ id: 'https://e.test/2', link: 'https://e.test/2', title: '', publishedAt: null }),
      ],
    });
  });

  it('reads Atom', () => {
    expect(give(readFeed, { source: atom })).toMatchObject({
      title: 'Blog',
      link: 'https://e.test/',
      description: 'Words',
      items: [
        {
          id: 'urn:1',
          title: 'First',
          link: 'https://e.test/first',
          publishedAt: '2026-03-01T08:00:00.000Z',
          author: 'Bea',
          summary: 'Short',
          categories: ['Tools'],
        },
      ],
    });
  });

  it('reads RSS 1.0, whose items stand beside the channel', () => {
    const rdf =
      '<rdf:RDF xmlns:rdf="r" xmlns:dc="d"><channel><title>T</title></channel><item><title>I</title><dc:date>2026-03-01</dc:date></item></rdf:RDF>';
    expect(give(readFeed, { source: rdf })).toMatchObject({
      title: 'T',
      items: [{ title: 'I', publishedAt: '2026-03-01T00:00:00.000Z' }],
    });
  });

  it('says where the text is no feed', () => {
    expect(failureOf(readFeed, { source: '<html><body/></html>' })).toMatchObject({ code: 'not_a_feed' });
    expect(failureOf(readFeed, { source: '<html><br></html>' })).toMatchObject({ code: 'xml_broken' });
  });
});
