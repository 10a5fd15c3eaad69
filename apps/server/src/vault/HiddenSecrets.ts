import { type HttpResponse, OperationError } from '@patchbay/connector';
import { createMask, formsOfSecrets, MASK, secretsOf } from './maskSecrets.ts';
import type { OpenConnection } from './signRequest.ts';

/** What an API says of a shorter one by chance is a value that a flow may need. */
const SHORTEST_IN_ANSWERS = 8;

type Forms = { texts: string[]; bytes: Buffer[]; mask(text: string): string; maskAll(text: string): string };

/** Of an opened account, which is used for thousands of requests. */
const known = new WeakMap<OpenConnection, Forms>();

/**
 * Takes the secrets of the accounts that a call uses out of what comes back: some APIs send back what they were sent, and what
 * comes back is kept, shown and handed on.
 */
export class HiddenSecrets {
  readonly #used = new Set<Forms>();

  /** From now on the secrets of this account are taken out as well. */
  use(account: OpenConnection): void {
    this.#used.add(formsOf(account));
  }

  /** The same answer where no secret is in it, which costs a search and no copy. */
  inAnswer<Answer extends Pick<HttpResponse, 'headers' | 'body'>>(answer: Answer): Answer {
    let shown = answer;
    for (const forms of this.#used) shown = hiddenIn(shown, forms);
    return shown;
  }

  /** The same error where no secret is in it; never what it was caused by, which says more than it. */
  inError(error: unknown): unknown {
    if (!(error instanceof OperationError) || this.#used.size === 0) return error;
    const { failure } = error;
    const hide = (text: string) => [...this.#used].reduce((masked, { maskAll }) => maskAll(masked), text);
    const message = hide(failure.message);
    const raw = failure.raw === undefined ? undefined : hide(failure.raw);
    if (message === failure.message && raw === failure.raw) return error;
    // What the message is made of holds what was hidden in it.
    const { said, ...others } = failure;
    const parts = said !== undefined && message === failure.message ? { said } : {};
    return new OperationError({ ...others, ...parts, message, ...(raw !== undefined && { raw }) });
  }
}

function formsOf(account: OpenConnection): Forms {
  const found = known.get(account);
  if (found !== undefined) return found;
  const secrets = secretsOf(account);
  const long = secrets.filter(({ length }) => length >= SHORTEST_IN_ANSWERS);
  const texts = formsOfSecrets(long);
  const bytes = texts.map((text) => Buffer.from(text, 'utf8'));
  const forms = { texts, bytes, mask: createMask(long), maskAll: createMask(secrets) };
  known.set(account, forms);
  return forms;
}

function hiddenIn<Answer extends Pick<HttpResponse, 'headers' | 'body'>>(answer: Answer, forms: Forms): Answer {
  const { headers, body } = answer;
  const heads = Object.values(headers).join('\n');
  const isInHeaders = forms.texts.some((text) => heads.includes(text));
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const isInBody = forms.bytes.some((form) => bytes.includes(form));
  if (!isInHeaders && !isInBody) return answer;
  const masked = Object.entries(headers).map(([name, value]) => [name, forms.mask(value)]);
  // Byte by byte, so that whatever else is in it, in any encoding, stays as it came.
  const without = isInBody ? Buffer.from(withoutForms(bytes.toString('latin1'), forms), 'latin1') : body;
  return { ...answer, headers: Object.fromEntries(masked), body: new Uint8Array(without) };
}

const MASK_BYTES = Buffer.from(MASK, 'utf8').toString('latin1');

function withoutForms(body: string, { bytes }: Forms): string {
  return bytes.reduce((text, form) => text.replaceAll(form.toString('latin1'), MASK_BYTES), body);
}
