import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { type FileRef, isFileRef } from '@patchbay/connector';

/** Which shown page a form came from: sent twice, it is one. */
export type FormToken = { text: string; nonce: string; mintedAt: number };

/** Signs what a page takes along and brings back, so that only what this instance wrote is believed. */
export type FormTokens = {
  mint(hookId: string, now: number): FormToken;
  /** Undefined for a token that is not ours, or of another form. */
  read(hookId: string, text: string): FormToken | undefined;
  /** A file that is here already, so that a form with a mistake elsewhere need not send it again. */
  sealFile(nonce: string, file: FileRef): string;
  openFile(nonce: string, sealed: string): FileRef | undefined;
};

/** `instanceKey`: 32 bytes, the same in all processes of an instance. */
export function createFormTokens(instanceKey: Uint8Array): FormTokens {
  const key = Buffer.from(hkdfSync('sha256', instanceKey, '', 'patchbay form pages', 32));
  const sign = (...parts: string[]) => createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64url');
  const isSigned = (given: string, expected: string) =>
    given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));
  return {
    mint(hookId, now) {
      const nonce = randomBytes(12).toString('base64url');
      const text = [now, nonce, sign('page', hookId, String(now), nonce)].join('.');
      return { text, nonce, mintedAt: now };
    },
    read(hookId, text) {
      const [at = '', nonce = '', signature = ''] = text.split('.');
      return isSigned(signature, sign('page', hookId, at, nonce)) ? { text, nonce, mintedAt: Number(at) } : undefined;
    },
    sealFile(nonce, file) {
      const body = Buffer.from(JSON.stringify(file)).toString('base64url');
      return `${body}.${sign('file', nonce, body)}`;
    },
    openFile(nonce, sealed) {
      const [body = '', signature = ''] = sealed.split('.');
      if (!isSigned(signature, sign('file', nonce, body))) return undefined;
      const file: unknown = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
      return isFileRef(file) ? file : undefined;
    },
  };
}
