import { randomBytes } from 'node:crypto';

/** A secret that was put in somewhere, and the part of it that no way of writing it changes. */
export type Canary = { name: string; value: string; core: string };

/** A value that is hard to hide: signs that addresses, JSON, forms and web pages each write in ways of their own. */
export function newCanary(name: string, { isPlain = false } = {}): Canary {
  const core = `c${randomBytes(9).toString('hex')}`;
  return { name, core, value: isPlain ? `k-${core}` : `k+/${core}="&` };
}

/** All that were put in. */
export class Canaries {
  readonly all: Canary[] = [];

  /** A new one, to be found nowhere. */
  secret(name: string, options: { isPlain?: boolean } = {}): string {
    const canary = newCanary(name, options);
    this.all.push(canary);
    return canary.value;
  }

  addCore(name: string, core: string): void {
    this.all.push({ name, value: core, core });
  }

  /** `cookie`: what is kept of the session, a dot, and what only the browser has. */
  addSession(cookie: string): void {
    const [token = '', signature = ''] = cookie.split('.');
    this.addCore('token of the session', token);
    this.addCore('signature of the session', signature.slice(2, 30));
  }

  valueOf(name: string): string {
    return this.all.find((canary) => canary.name === name)?.value ?? '';
  }

  forget(value: string): void {
    this.all.splice(
      this.all.findIndex((canary) => canary.value === value),
      1,
    );
  }
}

/** Where a canary stands in a text, in whichever way it was written; undefined where it does not. */
export function findCanary({ core }: Canary, text: string): string | undefined {
  for (const [way, form] of waysOf(core)) {
    const at = text.indexOf(form);
    if (at !== -1) return `${way}: ${text.slice(Math.max(0, at - 120), at + 60)}`;
  }
  return undefined;
}

function waysOf(core: string): [way: string, form: string][] {
  const bytes = Buffer.from(core, 'utf8');
  const base64 = insides(bytes);
  return [
    ['as it is', core],
    ['reversed', Array.from(core).toReversed().join('')],
    ['in hex', bytes.toString('hex')],
    ['in HEX', bytes.toString('hex').toUpperCase()],
    ['in UTF-16', bytes.toString('utf8').split('').join('\0')],
    ...base64.map((form): [string, string] => ['in base64', form]),
    ...base64.flatMap((form) => insides(Buffer.from(form))).map((form): [string, string] => ['in base64 twice', form]),
    ...base64.map((form): [string, string] => ['in base64 in hex', Buffer.from(form).toString('hex')]),
  ];
}

/** What base64 writes of it whatever stands before and after. */
function insides(bytes: Buffer): string[] {
  return [0, 1, 2].map((before) => {
    const whole = Buffer.concat([Buffer.alloc(before, 'x'), bytes, Buffer.alloc(3, 'x')]).toString('base64');
    return whole.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
  });
}
