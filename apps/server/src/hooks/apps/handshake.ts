import { isObject, type WebhookTrigger } from '@patchbay/connector';

/** What a request says before anything of it is believed. */
export type Knock = {
  method: string;
  query: string;
  body: unknown /** What it has to say. */;
  word: string | undefined;
};

/** What an app is told that asks whether the address is ours. */
export type Greeting = { status: number; contentType: 'text/plain; charset=utf-8' | 'application/json'; body: unknown };

/** Longer than any challenge that an app sends. */
const LONGEST = 1_000;

/** Whether the app's question comes unsigned, so that it is answered before the signature is looked at. */
export function asksUnsigned({ handshake }: WebhookTrigger): boolean {
  return handshake === 'meta' || handshake === 'microsoft';
}

/** The answer to an app's question whether the address is ours; undefined for a request that asks nothing. */
export function greet({ handshake }: WebhookTrigger, { method, query, body, word }: Knock): Greeting | undefined {
  const asked = new URLSearchParams(query);
  switch (handshake) {
    case 'slack':
      return isObject(body) && body.type === 'url_verification' ? plain(body.challenge) : undefined;
    case 'discord':
      return isObject(body) && body.type === 1
        ? { status: 200, contentType: 'application/json', body: { type: 1 } }
        : undefined;
    case 'meta':
      if (method !== 'GET' || asked.get('hub.mode') !== 'subscribe') return undefined;
      return word !== undefined && word !== '' && asked.get('hub.verify_token') === word
        ? plain(asked.get('hub.challenge'))
        : { status: 403, contentType: 'text/plain; charset=utf-8', body: 'This is not the word that was agreed on.' };
    case 'microsoft':
      return asked.has('validationToken') ? plain(asked.get('validationToken')) : undefined;
    case 'echo':
      return method === 'HEAD' || method === 'GET' ? plain('') : undefined;
    case undefined:
      return undefined;
  }
}

function plain(challenge: unknown): Greeting {
  const body = typeof challenge === 'string' ? challenge.slice(0, LONGEST) : '';
  return { status: 200, contentType: 'text/plain; charset=utf-8', body };
}
