import type { Path } from './answerRules.ts';
import type { Json } from './json.ts';

/**
 * How a trigger of an app gets its events: the app is told the flow's address when the flow is switched on, and forgets it
 * when it is switched off. Requests whose signature does not fit start nothing.
 */
export type WebhookTrigger = {
  /** Absent: a person pastes the address where `instructions` say. */
  register?: WebhookCall & {
    /** Where its answer has the id of what was made, put as `{ from: 'id' }` into the calls below. */
    id: Path;
    /** Where its answer has the secret that events are signed with. */
    secret?: Path;
    /** Where its answer says until when it holds (a date, or seconds since 1970), or how long it does, in milliseconds. */
    expires?: Path | number;
  };
  exists?: WebhookCall;
  renew?: WebhookCall;
  unregister?: WebhookCall;
  /** Where to paste the address, in sentences, for an app that has no call for it. */
  instructions?: string;
  /** The word that `meta` asks for, as a field of the account. */
  verifyToken?: { accountField: string };
  handshake?: 'slack' | 'meta' | 'microsoft' | 'discord' | 'echo';
  /** Who makes the secret: we, and hand it over with `{ from: 'secret' }`; the app's answer; or it is a field of the account. */
  signature?: SigningScheme & { secret: 'ours' | 'theirs' | { accountField: string } };
  /** Which events start the flow: those for which all of these hold. */
  only?: readonly EventRule[];
  /** Where an event has an id of its own: one that came before starts nothing. */
  dedupe?: Path;
  /** Where the payload has the list of its events, each of which starts a run; lists on the way are gone through. */
  split?: Path;
  /** Which part of an event is the trigger's output. */
  output?: Path;
};

/** How an app signs its events: as one of those that sign in a way of their own, or an HMAC over the body alone, in a header. */
export type SigningScheme =
  | {
      scheme:
        | 'stripe'
        | 'github'
        | 'slack'
        | 'shopify'
        | 'twilio'
        | 'telegram'
        | 'meta'
        | 'discord'
        | 'standard'
        | 'token';
    }
  | {
      scheme: 'hmac';
      /** Lower case. */
      header: string;
      /** What stands before the signature in it: `sha256=`. */
      prefix?: string;
      /** `sha256` unless told. */
      algorithm?: 'sha1' | 'sha256' | 'sha512';
      /** `hex` unless told. */
      encoding?: 'hex' | 'base64';
    };

/**
 * Where an event says what it is, and what it has to say: one of these words, or those that were typed into an input of the
 * trigger. A header is written `header:x-github-event`.
 */
export type EventRule = { at: Path } & ({ is: readonly string[] } | { from: string });

/** A call to the app about the subscription. In `input`, `{ from }` is `url`, `secret`, `id`, an input of the trigger as `input.repo`, or `flow`, a name of the flow's own. */
export type WebhookCall = { operation: string; input: Readonly<Record<string, Json | { from: string }>> };
