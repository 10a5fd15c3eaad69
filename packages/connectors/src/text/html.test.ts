import { mockCall, type Operation } from '@patchbay/connector';
import { attempt } from '@patchbay/connector/testing';
import * as fc from 'fast-check';
import { parseDocument } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { textConnector } from './index.ts';

const { extractHtml, htmlToText, markdownToHtml } = textConnector.operations;

type Row = Record<string, unknown>;
const give = (operation: Operation, input: Row) => mockCall(operation, input) as Row;
const failureOf = (operation: Operation, input: Row) => attempt(() => give(operation, input)).failure;
const textOf = (source: string, more: Row = {}) => give(htmlToText, { source, ...more }).text;
const htmlOf = (text: string, more: Row = {}) => String(give(markdownToHtml, { text, ...more }).html);

const page = `<html><head><title>Shop</title><style>.x{}</style></head><body><h1>Lamps</h1>
  <div class="product" data-id="1"><a href="/lamp?a=1&amp;b=2"><b>Desk</b> lamp</a> <span class="price">19.50</span><i>a</i><i>b</i></div>
  <div class="product" data-id="2"><a href="https://e.test/wall">Wall lamp</a></div><script>alert(1)</script></body></html>`;

describe('extracting', () => {
  it('takes fields of each part', () => {
    const fields = [
      { name: 'name', selector: 'a' },
      { name: 'link', selector: 'a', take: 'attribute', attribute: 'href' },
      { name: 'price', selector: '.price' },
      { name: 'id', take: 'attribute', attribute: 'DATA-ID' },
      { name: 'marks', selector: 'i', all: true },
      { name: 'html', selector: 'a', take: 'html' },
    ];
    const items = [
      {
        name: 'Desk lamp',
        link: 'https://shop.test/lamp?a=1&b=2',
        price: '19.50',
        id: '1',
        marks: ['a', 'b'],
        html: '<b>Desk</b> lamp',
      },
      { name: 'Wall lamp', link: 'https://e.test/wall', price: null, id: '2', marks: [], html: 'Wall lamp' },
    ];
    const input = { source: page, each: '.product', fields, address: 'https://shop.test/lamps' };
    expect(give(extractHtml, input)).toEqual({ items, count: 2, first: items[0] });
  });

  it('takes the page as one where nothing repeats', () => {
    expect(give(extractHtml, { source: page, fields: [{ name: 'title', selector: 'h1' }] }).first).toEqual({
      title: 'Lamps',
    });
    expect(give(extractHtml, { source: page, each: '.none', fields: [{ name: 'a' }] })).toEqual({
      items: [],
      count: 0,
      first: null,
    });
  });

  it('makes a field called __proto__ a field, and nothing else', () => {
    const { first } = give(extractHtml, { source: page, fields: [{ name: '__proto__', selector: 'h1' }] });
    expect(Object.entries(first as Row)).toEqual([['__proto__', 'Lamps']]);
  });

  it.each([
    [
      extractHtml,
      { source: page, fields: [{ name: 'a', selector: 'a[' }] },
      'selector_not_valid',
      '“a[” is not a CSS selector',
    ],
    [
      extractHtml,
      { source: page, fields: [{ name: 'a', selector: ':nope(1)' }] },
      'selector_not_valid',
      'is not a CSS selector',
    ],
    [extractHtml, { source: page, fields: [] }, 'value_missing', 'Name at least one field.'],
    [extractHtml, { source: page, fields: [{ name: 'a', take: 'attribute' }] }, 'value_missing', 'Attribute is empty.'],
    [
      extractHtml,
      { source: '<p></p>'.repeat(50_000), each: 'b ~ p', fields: [{ name: 'a' }] },
      'selector_too_slow',
      'take too long',
    ],
    [
      extractHtml,
      { source: '<p></p>'.repeat(50_000), each: 'p:nth-last-child(3)', fields: [{ name: 'a' }] },
      'selector_too_slow',
      'take too long',
    ],
    [htmlToText, { source: '<div>'.repeat(100_000) }, 'nested_too_deeply', 'The HTML nests deeper than 500 levels.'],
    [htmlToText, { source: 'a'.repeat(10_000_001) }, 'text_too_long', 'The HTML is longer than 10 MB.'],
    [htmlToText, { source: 5 }, 'not_a_text', 'HTML got a number where a text or a file is needed.'],
    [markdownToHtml, { text: 'a'.repeat(1_000_001) }, 'text_too_long', 'Markdown may have 1,000,000 characters.'],
  ] as [Operation, Row, string, string][])('ends in words: %#', (operation, input, ...[code, message]) => {
    expect(failureOf(operation, input)).toMatchObject({
      code,
      retry: 'never',
      message: expect.stringContaining(message),
    });
  });
});

describe('HTML to text', () => {
  it.each([
    [page, 'Lamps\n\nDesk lamp 19.50ab\nWall lamp'],
    ['<p>One<br>two</p><p>three &amp; four</p>', 'One\ntwo\n\nthree & four'],
    ['<ul><li>a</li><li><p>b</p></li></ul>end', '- a\n- b\n\nend'],
    ['<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a b\nc'],
    ['<pre>a\n  b\n</pre>c', 'a\n  b\n\nc'],
    ['a <b> b </b> c', 'a b c'],
    ['<img alt="Logo"> x', 'Logo x'],
    ['just text', 'just text'],
    ['', ''],
  ])('reads %j', (html, text) => {
    expect(textOf(html)).toBe(text);
  });

  it('shows addresses of links where asked, but none that run code', () => {
    const html = '<a href="https://e.test">here</a> <a href="javascript:x()">there</a>';
    expect(textOf(html, { links: true })).toBe('here (https://e.test) there');
  });

  it('loses no letter and shows no tag, whatever the page', () => {
    const part = fc.constantFrom(
      '<p>',
      '</p>',
      '<b>',
      '</b>',
      '<li>',
      '<td>',
      '<br>',
      'ab',
      ' ',
      'é',
      '<!-- c -->',
      '<pre>',
      '</pre>',
      '&amp;',
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const letters = (text: string) => text.replaceAll(/[\s-]/g, '');
        const expected = parts
          .filter((it) => !it.startsWith('<'))
          .join('')
          .replaceAll('&amp;', '&');
        expect(letters(String(textOf(parts.join(''))))).toBe(letters(expected));
      }),
    );
  });
});

describe('Markdown', () => {
  it('becomes HTML', () => {
    expect(htmlOf('# Hi\n\n*one* **two** `three`\n\n- a\n- b')).toBe(
      '<h1>Hi</h1>\n<p><em>one</em> <strong>two</strong> <code>three</code></p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n',
    );
    expect(htmlOf('a\nb', { breaks: true })).toBe('<p>a<br>\nb</p>\n');
    expect(htmlOf('see https://e.test')).toContain('<a href="https://e.test">');
    expect(htmlOf('see https://e.test', { links: false })).not.toContain('<a');
  });

  it('carries nothing that runs: neither HTML nor code in links', () => {
    const attack = fc.constantFrom(
      '<script>alert(1)</script>',
      '<img src=x onerror=alert(1)>',
      '[a](javascript:alert(1))',
      '[a](JaVaScRiPt&colon;alert(1))',
      '![a](data:text/html,x)',
      '<javascript:alert(1)>',
      '[a]: javascript:x\n\n[a]',
      '"onmouseover="',
      '`',
      '\n',
      '> ',
      '[',
      '](',
      '<a href="vbscript:x">',
    );
    fc.assert(
      fc.property(fc.array(attack, { maxLength: 6 }), (parts) => {
        const waiting = [...parseDocument(htmlOf(parts.join(''))).children];
        for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
          if (!('attribs' in node)) continue;
          waiting.push(...node.children);
          expect(node.name).not.toBe('script');
          expect(Object.keys(node.attribs).filter((name) => name.startsWith('on'))).toEqual([]);
          expect(`${node.attribs.href ?? ''}${node.attribs.src ?? ''}`).not.toMatch(/^\s*(javascript|vbscript|data):/i);
        }
      }),
    );
  });

  it.each(['[', '*a ', '> ', '`', '![[', '<', '- ', 'a**b', '[a](', '&', '\\', '|', '_*'])(
    'ends in time on %j a hundred thousand times',
    (part) => {
      expect(htmlOf(part.repeat(100_000 / part.length)).length).toBeGreaterThan(0);
    },
  );
});
