import { buildRequest } from '@patchbay/connector';
import { connectorProblems } from '@patchbay/connector/testing';
import { describe, expect, it } from 'vitest';
import { fromOpenApi, readDescription } from '../readDescription.ts';

/** A small API in Google's discovery format, as its maker would describe it. */
const shelf = {
  discoveryVersion: 'v1',
  kind: 'discovery#restDescription',
  name: 'shelf',
  title: 'Shelf API',
  version: 'v1',
  rootUrl: 'https://shelf.test/',
  servicePath: 'shelf/v1/',
  auth: { oauth2: { scopes: { 'https://shelf.test/auth/books': { description: 'See and change books' } } } },
  parameters: { fields: { location: 'query', type: 'string' }, alt: { location: 'query', type: 'string' } },
  schemas: {
    Book: {
      id: 'Book',
      type: 'object',
      properties: {
        id: { type: 'string', readOnly: true },
        title: { type: 'string' },
        pages: { type: 'integer', format: 'int32', default: '100', minimum: '1' },
        isNew: { type: 'boolean', default: 'false' },
        part: { $ref: 'Book' },
        extra: { type: 'any' },
      },
    },
  },
  resources: {
    books: {
      methods: {
        get: {
          id: 'shelf.books.get',
          httpMethod: 'GET',
          path: '{+name}',
          description: 'Gets a book. Nothing else.',
          parameters: {
            name: { location: 'path', required: true, type: 'string' },
            view: { location: 'query', type: 'string', enum: ['SMALL', 'LARGE'], default: 'SMALL' },
            tags: { location: 'query', type: 'string', repeated: true },
          },
          response: { $ref: 'Book' },
          scopes: ['https://shelf.test/auth/books'],
          supportsMediaDownload: true,
        },
        insert: {
          id: 'shelf.books.insert',
          httpMethod: 'POST',
          path: 'books',
          request: { $ref: 'Book' },
          response: { $ref: 'Book' },
          mediaUpload: { protocols: { simple: { path: '/upload/shelf/v1/books' } } },
        },
        delete: {
          id: 'shelf.books.delete',
          httpMethod: 'DELETE',
          path: 'books/{id}',
          parameters: { id: { location: 'path', type: 'string' } },
        },
      },
      resources: {
        pages: { methods: { list: { id: 'shelf.books.pages.list', httpMethod: 'GET', path: 'books/{id}/pages' } } },
      },
    },
  },
};

const description = readDescription(JSON.stringify(shelf), { id: 'shelf' });
const send = (name: string, input: object) => {
  const operation = description.operation(name);
  if (operation === undefined) throw new Error(`there is no ${name}`);
  return buildRequest(operation, input, { baseUrl: description.connector.baseUrl ?? '', idempotencyKey: 'k' });
};

describe("a description in Google's format", () => {
  it('becomes a connector like any other', () => {
    expect(description.connector).toMatchObject({
      name: 'Shelf',
      baseUrl: 'https://shelf.test/shelf/v1',
      auth: [
        { kind: 'oauth2', grant: 'authorizationCode', scopes: ['https://shelf.test/auth/books'] },
        { kind: 'bearer' },
      ],
    });
    expect(description.operations.map(({ name, group, effect }) => [name, group, effect])).toEqual([
      ['shelf.books.get', 'Books', 'read'],
      ['shelf.books.get.download', 'Books', 'read'],
      ['shelf.books.insert', 'Books', 'create'],
      ['shelf.books.insert.upload', 'Books', 'create'],
      ['shelf.books.delete', 'Books', 'delete'],
      ['shelf.books.pages.list', 'Pages', 'read'],
    ]);
    expect(connectorProblems(fromOpenApi(JSON.stringify(shelf), { id: 'shelf' }))).toEqual([]);
  });

  it('reads numbers and yes-or-no from text, and leaves out what only answers have', () => {
    const { input, output, scopes } = description.operation('shelf.books.insert') ?? {};
    const { properties } = Object(input).properties.body;
    expect(Object.keys(properties)).toEqual(['title', 'pages', 'isNew', 'part', 'extra']);
    expect(properties.pages).toMatchObject({ type: 'integer', default: 100, minimum: 1 });
    expect(properties.isNew).toMatchObject({ type: 'boolean', default: false });
    expect(Object(output).properties.part).toEqual({ $ref: '#/$defs/Book' });
    expect([scopes, description.operation('shelf.books.get')?.scopes]).toEqual([
      undefined,
      ['https://shelf.test/auth/books'],
    ]);
  });

  it('lets a name hold slashes where the format says so, and repeats lists', () => {
    const { url } = send('shelf.books.get', { name: 'shelves/7/books/9', tags: ['a', 'b'], fields: 'id' });
    expect(url).toBe('https://shelf.test/shelf/v1/shelves/7/books/9?tags=a&tags=b&fields=id');
  });

  it('downloads a file, and uploads one behind what is said about it', () => {
    expect(send('shelf.books.get.download', { name: 'books/9' }).url).toBe(
      'https://shelf.test/shelf/v1/books/9?alt=media',
    );
    expect(description.operation('shelf.books.get.download')?.output).toMatchObject({ 'x-patchbay-widget': 'file' });
    const upload = send('shelf.books.insert.upload', {
      body: { media: { base64: 'aGk=' }, metadata: { title: 'Hi' } },
    });
    expect(upload.url).toBe('https://shelf.test/upload/shelf/v1/books?uploadType=multipart');
    const written = upload.body instanceof Uint8Array ? new TextDecoder().decode(upload.body) : '';
    expect(upload.headers['content-type']).toMatch(/^multipart\/related; boundary=/);
    expect(written.indexOf('{"title":"Hi"}')).toBeLessThan(written.indexOf('\r\nhi\r\n'));
  });
});
