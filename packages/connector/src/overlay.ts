import type { Auth, ConnectorCategory, Effect, Operation } from './connector.ts';
import type { Json } from './json.ts';
import type { Lookup } from './lookup.ts';
import type { AnswerRules, LongRunning, OutputPart, Paging, RateLimit } from './answerRules.ts';

/**
 * What an API description does not say and people need: how to sign in, how lists go on, what an error means, which
 * fields matter. Plain data, laid over a description by `applyOverlay` of `@patchbay/openapi`; for the connectors that come
 * with Patchbay it stands beside their description, for imported ones an admin edits it on a page.
 */
export type Overlay = {
  name?: string;
  description?: string;
  category?: ConnectorCategory;
  /** Further words people search it by, lower case. */
  keywords?: readonly string[];
  /** The name of its icon in the web app's set; without one its tile shows two letters. */
  icon?: string;
  /** `{field}` in it is filled from the account's fields of that name. */
  baseUrl?: string;
  /** See `Connector.alsoAt`. */
  alsoAt?: readonly string[];
  /** Instead of what the description says. */
  auth?: readonly Auth[];
  test?: AccountTest;
  /** For every operation that does not say otherwise. */
  defaults?: OperationDefaults;
  /** By the operation's name in the description. */
  operations?: Readonly<Record<string, OperationOverlay>>;
};

/** A call that shows whether an account works, and how to call it. */
export type AccountTest = {
  /** One that reads; it may be hidden. */
  operation: string;
  input?: Readonly<Record<string, Json>>;
  /** Where its answer names the account: a path as `user.name`, or several, the first that is there. */
  label?: string | readonly string[];
  /**
   * Where its answer says where the picture of the account is: a path as well, or an address with paths in it, as
   * `https://cdn.example.com/{id}/{avatar}.png`.
   */
  picture?: string | readonly string[];
};

export type OperationDefaults = {
  /** Fixed headers, such as a version of the API. */
  headers?: Readonly<Record<string, string>>;
  answer?: AnswerRules;
  limit?: RateLimit;
  /**
   * The fields of the body stand in the form beside the parameters (as they do unless this says `false`); never where a
   * name would be there twice, or where the body is no object of named fields.
   */
  isBodyFlat?: boolean;
  /** The body has one field, of this name, which holds all the others: `{ data: ... }`. It is not drawn as a group. */
  wrap?: string;
};

export type OperationOverlay = OperationDefaults & {
  /** Its name in saved steps, where the description's is unreadable. */
  name?: string;
  title?: string;
  description?: string;
  group?: string;
  keywords?: readonly string[];
  effect?: Effect;
  repeat?: Operation['repeat'];
  /** In no list, but lookups, tests and saved steps may use it. */
  isHidden?: boolean;
  /** The header that carries the idempotency key, where the API takes one. */
  idempotencyHeader?: string;
  /** By the dotted path of a field in the finished form: `channel`, `metadata.order_id`, or `items[].price` in a list. */
  fields?: Readonly<Record<string, FieldOverlay>>;
  /**
   * Further fields of the form, by name, that are sent nowhere: what the lookups of others need first. A message names its
   * channel alone, and channels are listed for one server.
   */
  aids?: Readonly<Record<string, FieldOverlay>>;
  /** The first fields of the form; the others follow as they were. */
  order?: readonly string[];
  paging?: Paging | false;
  longRunning?: LongRunning;
  output?: OutputPart;
  /** An example of the finished output. */
  sample?: Json;
  /** What the account must be allowed, in the API's words. */
  scopes?: readonly string[];
};

export type FieldOverlay = {
  title?: string;
  /** One sentence of help. */
  description?: string;
  isBasic?: boolean;
  isRequired?: boolean;
  /** Not drawn; `fixed` or its default is sent. */
  isHidden?: boolean;
  /** Always sent, never asked. */
  fixed?: Json;
  default?: Json;
  /** The placeholder. */
  example?: Json;
  /** The words of each choice, by its value as text. */
  labels?: Readonly<Record<string, string>>;
  /** Drawn only while another field beside it has one of these values. */
  when?: { field: string; is: readonly string[] };
  widget?: 'text-long' | 'code' | 'json' | 'fields' | 'rows' | 'choices' | 'file';
  /** Its choices come from the API. */
  lookup?: Lookup;
  /** Its own fields come from the API: the columns of a sheet. */
  fieldsFrom?: Lookup;
};
