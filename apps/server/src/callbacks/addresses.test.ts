import { randomBytes, randomUUIDv7 } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeBeside, readPlace, writePlace } from '../runs/stepPlace.ts';
import { createAddresses, SAMPLE_TOKEN } from './addresses.ts';

const open = (instanceKey: Uint8Array = randomBytes(32)) =>
  createAddresses({ instanceKey, origin: 'https://patchbay.test' });
const tokenOf = (url: string) => url.slice(url.lastIndexOf('/') + 1);
const place = { runId: randomUUIDv7(), path: 'each[3]/ask' };

describe('the address of a callback', () => {
  it('names its step, in its item, to who made it and to nobody else', () => {
    const addresses = open();
    const url = addresses.callback(place);
    expect(url).toMatch(/^https:\/\/patchbay\.test\/callback\/[\w-]+\.[\w-]{43}$/);
    expect(addresses.read(tokenOf(url))).toEqual(place);
    expect(open().read(tokenOf(url))).toBeUndefined();
  });

  it('is the same after a restart, and in every process', () => {
    const key = randomBytes(32);
    expect(open(key).read(tokenOf(open(key).callback(place)))).toEqual(place);
  });

  it('is refused once a letter of it is another', () => {
    const addresses = open();
    const token = tokenOf(addresses.callback(place));
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom(...'AZaz09-_.'), (at, letter) => {
        const changed = token.slice(0, at) + letter + token.slice(at + 1);
        expect(addresses.read(changed)).toEqual(changed === token ? place : undefined);
      }),
    );
  });

  it.each(['', '.', SAMPLE_TOKEN, 'a.b.c', 'x'.repeat(10_000)])('is not %j', (token) => {
    expect(open().read(token)).toBeUndefined();
  });
});

describe('a place', () => {
  it('is one text, and that text is it', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.stringMatching(/^(\w{1,9}\[\d{1,4}\]\/){0,3}\w{1,9}$/), (runId, path) => {
        expect(readPlace(writePlace({ runId, path }))).toEqual({ runId, path });
      }),
    );
    expect(readPlace(`${writePlace(place)}=`)).toBeUndefined();
    expect(readPlace('')).toBeUndefined();
  });

  it('stands beside another in the same item', () => {
    expect(placeBeside({ runId: 'r', path: 'all[1]/each[2]/make' }, 'ask')).toEqual({
      runId: 'r',
      path: 'all[1]/each[2]/ask',
    });
    expect(placeBeside({ runId: 'r', path: 'make' }, 'ask').path).toBe('ask');
  });
});
