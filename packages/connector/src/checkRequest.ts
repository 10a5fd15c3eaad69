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
    throw refusal('address_not_valid', `${shown(address)} is not an address. It must start with https:// or http://.`);
  }
  if (url.username !== '' || url.password !== '') {
    throw refusal('address_holds_password', 'The address holds a password. Use a connected account for it.');
  }
  url.hash = '';
  return url.href;
}

function headerName(name: string): string {
  const lower = name.toLowerCase();
  if (!NAME.test(lower)) throw refusal('header_not_valid', `${shown(name)} cannot be the name of a header.`);
  if (RESERVED.has(lower)) throw refusal('header_reserved', `The header ${lower} is set by Patchbay. Remove it.`);
  return lower;
}

function headerValue(name: string, value: string): string {
  const text = value.trim();
  if ([...text].some(cannotTravel)) {
    throw refusal(
      'header_not_valid',
      `The header ${name.toLowerCase()} holds a line break or a character that headers cannot carry.`,
    );
  }
  return text;
}

/** Control characters but the tab, and everything past Latin-1. */
function cannotTravel(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return (code < 32 && code !== 9) || code === 127 || code > 255;
}

const shown = (text: string) => (text === '' ? 'Nothing' : JSON.stringify(text.slice(0, 80)));

function refusal(code: string, message: string): OperationError {
  return new OperationError({ code, message, retry: 'never' });
}
