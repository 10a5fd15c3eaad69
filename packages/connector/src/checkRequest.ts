import { messageOf, type Saying, say } from '@patchbay/words';
import { OperationError } from './failure.ts';
import type { HttpRequest } from './request.ts';

/** Headers that belong to the connection itself: setting one by hand could smuggle a second request. */
const RESERVED = new Set(
  'host content-length transfer-encoding connection keep-alive upgrade te trailer expect proxy-connection'.split(' '),
);

const NAME = /^[!#$%&'*+.^_`|~0-9a-z-]+$/;

/**
 * The last look before a request is signed: an absolute http address without a password in it, and headers that end
 * where they should. Throws OperationError. Gives the request with the address normalised and header names lower case.
 */
export function checkRequest(request: HttpRequest): HttpRequest {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) headers[headerName(name)] = headerValue(name, value);
  return { ...request, url: checkAddress(request.url), headers };
}

function checkAddress(address: string): string {
  const url = URL.parse(address);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw refusal(
      'address_not_valid',
      say('{address} is not an address. It must start with https:// or http://.', { address: shown(address) }),
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw refusal('address_holds_password', 'The address holds a password. Use a connected account for it.');
  }
  url.hash = '';
  return url.href;
}

function headerName(name: string): string {
  const lower = name.toLowerCase();
  if (!NAME.test(lower))
    throw refusal('header_not_valid', say('{name} cannot be the name of a header.', { name: shown(name) }));
  if (RESERVED.has(lower))
    throw refusal('header_reserved', say('The header {name} is set by Patchbay. Remove it.', { name: lower }));
  return lower;
}

function headerValue(name: string, value: string): string {
  const text = value.trim();
  if ([...text].some(cannotTravel)) {
    throw refusal(
      'header_not_valid',
      say('The header {name} holds a line break or a character that headers cannot carry.', {
        name: name.toLowerCase(),
      }),
    );
  }
  return text;
}

/** Control characters but the tab, and everything past Latin-1. */
function cannotTravel(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return (code < 32 && code !== 9) || code === 127 || code > 255;
}

const shown = (text: string) => (text === '' ? say('Nothing') : JSON.stringify(text.slice(0, 80)));

function refusal(code: string, saying: Saying): OperationError {
  return new OperationError({ code, ...messageOf(saying), retry: 'never' });
}
