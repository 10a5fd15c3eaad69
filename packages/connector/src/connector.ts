import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import type { AnswerRules, LongRunning, OutputPart, Paging, RateLimit } from './answerRules.ts';
import type { Json } from './json.ts';
import type { AccountTest } from './overlay.ts';
import type { HttpRequest, RequestTemplate } from './request.ts';
import type { Server } from './server.ts';
import type { WebhookTrigger } from './webhookTrigger.ts';

/** What we know of one outside system. Plain data but for `perform`: it can be stored, sent to the browser, compared. */
export type Connector = {
  /** Lower case, digits and `-`: `core`, `github`, `acme-crm`. Imported ones are unique in their workspace. */
  id: string;
  /** Of this description of it, not of the API: a step keeps the version it was built with. */
  version: string;
  name: string;
  description?: string;
  category: ConnectorCategory;
  /** Further words people search it by, lower case. */
  keywords?: readonly string[];
  /** The name of its icon in the web app's set; without one its tile shows two letters. */
  icon?: string;
  /**
   * Where requests go, without a trailing slash; absent where the description names none and a person must say. `{field}`
   * in it is filled from the account's fields of that name.
   */
  baseUrl?: string;
  /** Further origins, as `https://files.example.com`, that its operations go to: accounts are bound to them as well. */
  alsoAt?: readonly string[];
  /** All the addresses that its description names, where a person may choose. */
  servers?: readonly Server[];
  test?: AccountTest;
  /** The ways to sign in, any one of which is enough. Empty: it needs no connected account. */
  auth: readonly Auth[];
  operations: Readonly<Record<string, Operation>>;
};

export type ConnectorCategory =
  | 'logic'
  | 'payments'
  | 'crm'
  | 'messaging'
  | 'email'
  | 'data'
  | 'commerce'
  | 'calendar'
  | 'files'
  | 'ai'
  | 'marketing'
  | 'analytics'
  | 'authentication'
  | 'support'
  | 'developer';

/** How requests are signed. The host signs; a connector never sees the secret. */
export type Auth = (
  | { kind: 'bearer' /** `Bearer` unless told. */; prefix?: string }
  | {
      kind: 'basic';
      usernameTitle?: string;
      passwordTitle?: string /** The user name is the key. */;
      hasNoPassword?: true /** Its password may not be empty. */;
      needsPassword?: true;
    }
  /** In a `path`, the key stands for `{name}` in the address. */
  | {
      kind: 'apiKey';
      in: 'header' | 'query' | 'cookie' | 'path';
      name: string /** Before the key, as it is. */;
      prefix?: string;
    }
  | OAuth2
  /** Amazon's signature of version 4, which others take too. Its keys and its region are fields of the account. */
  | { kind: 'sigv4'; service: string }
  | SessionAuth
  /** A certificate that the client shows. Known, but not sent yet. */
  | { kind: 'mutualTls' }
  /** Several at once: an id and a key, each in a place of its own. */
  | { kind: 'together'; ways: readonly Auth[] }
  /** What the host itself needs to reach or to check something that is no HTTP API: a mail server, who may send a request. */
  | { kind: 'fields'; id: string; title: string; description?: string; fields: readonly AccountField[] }
) &
  AccountWords;

/** What the screen says of a way to sign in, and what else it asks for. */
type AccountWords = {
  title?: string;
  /** Where a person finds what is asked for: one sentence. */
  description?: string;
  helpUrl?: string;
  /** What the account needs besides its secret: `{subdomain}` of the address, a workspace's id. */
  fields?: readonly AccountField[];
};

/** OAuth 2. A token pasted by hand works as well. Providers differ in what this type can say. */
export type OAuth2 = {
  kind: 'oauth2';
  grant?: 'authorizationCode' | 'clientCredentials' | 'deviceCode';
  authorizeUrl?: string;
  tokenUrl?: string;
  deviceUrl?: string;
  revokeUrl?: string;
  refreshUrl?: string;
  /** Where the provider tells all of this itself: OpenID Connect's, or OAuth's own, well-known address. */
  discoveryUrl?: string;
  /** What `iss` of the provider's answer has to be, where it sends one. */
  issuer?: string;
  /** All there are. */
  scopes: readonly string[];
  /** Asked for in any case. */
  defaultScopes?: readonly string[];
  /** Permissions that hold others, with all that they hold: who may write e-mails may read them. */
  scopeHolds?: Readonly<Record<string, readonly string[]>>;
  /** A blank unless told. */
  scopeSeparator?: string;
  /** Further parameters of the two addresses: `access_type=offline`. */
  authorizeParameters?: Readonly<Record<string, string>>;
  tokenParameters?: Readonly<Record<string, string>>;
  /** The provider refuses requests with a code challenge. */
  hasNoPkce?: true;
  /** How the client shows its secret: in the body unless told. */
  clientSecretIn?: 'body' | 'header';
  /** Before the token in `authorization`; `Bearer` unless told. */
  prefix?: string;
};

/** Signing in with the account's fields gives a token, which signs the requests until it is refused. */
export type SessionAuth = {
  kind: 'session';
  signIn: {
    method: 'POST' | 'GET';
    /** Under the base URL. */
    path: string;
    /** Text with `{field}` for the account's fields, by name in a JSON body. */
    body?: Readonly<Record<string, string>>;
    headers?: Readonly<Record<string, string>>;
  };
  /** Where its answer has the token. */
  token: string;
  send: { in: 'header' | 'query' | 'cookie'; name: string; prefix?: string };
};

/** One thing a person types to connect an account of kind `fields`. All of them are sealed and never read back. */
export type AccountField = {
  name: string;
  title: string;
  /** One sentence of help. */
  description?: string;
  /** Typed unseen, as a password. */
  isSecret?: true;
  /** Taken where nothing is typed; a field without one has to be filled, unless it `isOptional`. */
  default?: string;
  isOptional?: true;
  /** The only values it may have, with their words. */
  choices?: readonly { value: string; label: string }[];
};

/** What an operation does to the outside world; `none` for steps that never leave the machine. */
export type Effect = 'none' | 'read' | 'create' | 'update' | 'delete' | 'send';

export type Operation = {
  title: string;
  /** One sentence of help. */
  description?: string;
  /** The heading it stands under in lists. */
  group?: string;
  /** Further words people search it by, lower case: the names other products have for it. Not shown. */
  keywords?: readonly string[];
  /** See `CatalogOperation.kind` in `@patchbay/flow`. */
  kind: 'trigger' | 'pure' | 'call' | 'branch' | 'switch' | 'forEach' | 'respond' | 'stop' | 'wait';
  effect: Effect;
  /** What starts the runs of a trigger; see `CatalogOperation.startedBy` in `@patchbay/flow`. */
  startedBy?: 'request' | 'hand' | 'schedule' | 'poll' | 'failure' | 'flow' | 'form' | 'mail';
  /**
   * May the engine repeat it when it does not know whether it happened?
   * `natural`: repeating changes nothing (GET, HEAD, PUT, DELETE). `key`: the API takes an idempotency key, which we send.
   * `unsafe`: it would happen twice. `by-method`: natural or unsafe by the HTTP method in the input `method`.
   */
  repeat: 'natural' | 'key' | 'unsafe' | 'by-method';
  /** JSON Schema 2020-12, an object; `$ref`s are local to it (`#/$defs/...`). Drives form, check, mock and documents. */
  input: JSONSchema;
  output: JSONSchema;
  /**
   * The output, or its property `as`, has the type of whatever is mapped into this input: set fields gives what was set,
   * a webhook's body looks like its example.
   */
  outputFrom?: { input: string; as?: string };
  /** The output has a field for each item typed into this list input; see `typedFields` in `@patchbay/flow`. */
  fieldsFrom?: { input: string };
  /** The ways out besides `error`; absent means just `done`. */
  outlets?: readonly { name: string; label: string }[];
  /**
   * Before `outlets`, one way out for each item of this list input: its `id` names the way, its `label` is shown. The list
   * is typed in, not mapped, so that the ways are known while the flow is drawn.
   */
  outletsFrom?: { input: string };
  /**
   * For `forEach`, how often its steps are carried out: once for each of the `items` (the default), again `until` a condition
   * is met, or `once`, as a group that one error outlet stands for.
   */
  frame?: 'items' | 'until' | 'once';
  /** For `wait`: what the step waits for. The last two also end when their time is up, by the outlet `timeout`. */
  wait?: 'time' | 'callback' | 'approval';
  /** A call that starts a run of the flow named by its input `flow`, with its input `input`, and gives that run's answer. */
  callsFlow?: true;
  /**
   * What it takes and gives depends on the flow or table that its input `by` names by its id, typed in. Its input `takes`
   * has the type of what that takes; its output, or the property `as` of it, is what that gives, or a list of it.
   */
  typedBy?: { kind: 'flow' | 'table'; by: string; takes?: string; gives?: { as?: string; list?: true } };
  /**
   * A call to the host itself: it gives the address of the callback or approval step beside it that this input names by
   * its id.
   */
  givesAddressOf?: { input: string };
  /** This input, typed in, says whether the step waits for `all` the wires into it, as steps do, or starts with `any`. */
  startsFrom?: { input: string };
  /**
   * A call that sends no request of its own: the host carries it out, by a hand of its own for this operation (code in its
   * sandbox, a row of a table, an e-mail).
   */
  hosted?: true;
  /** It takes files or gives them: the host opens those in its input for `perform`, and keeps those in its output. */
  handlesFiles?: true;
  /** The connector whose accounts this operation uses, where that is not its own. */
  accountOf?: string;
  /** The one way to sign in, of kind `fields` and with this id, whose accounts it takes; absent: any. */
  accountWay?: string;
  /** Whether it works only with a connected account. A built-in one that says `false` may have one; silent, it takes none. */
  needsConnection?: boolean;
  /** How input becomes an HTTP request and its answer an output. Absent where the engine or `perform` does the work. */
  request?: RequestTemplate;
  /**
   * The same in code, for the few calls that no template fits. An address that starts with `/` is under the base URL. Pure.
   * May throw OperationError.
   */
  toRequest?(input: unknown, before?: unknown): HttpRequest;
  /** Makes the output of what was read of the answer, or of each item of a list that pages. Pure. May throw OperationError. */
  fromAnswer?(answer: unknown, input: unknown, before?: unknown): unknown;
  /**
   * Another operation of the same connector, one that reads, that is asked first; `toRequest` and `fromAnswer` get its
   * output. Its input: values, or `{ from }`, a field of this one.
   */
  before?: { operation: string; input: Readonly<Record<string, Json | { from: string }>> };
  /** What becomes the output: the answer's `body` (the default), or the `whole` of it as `{ status, headers, body }`. */
  answer?: 'body' | 'whole';
  /** Where this yes-or-no input is yes, the answer is kept as a file whatever it says it is. */
  fileAnswer?: { input: string };
  /**
   * The file that it gives stands in this field of an answer in JSON, as base64. The inputs `name` and `contentType` say what
   * it is, which the answer does not.
   */
  fileInAnswer?: { field: string; name: string; contentType: string };
  /**
   * The work of a pure operation, or of one that handles files: input as mapped (files opened, as `FileValue`), output as
   * promised by `output`. May throw OperationError.
   */
  perform?(input: unknown): unknown;
  /** An example of the output, made by hand or taken from the description. */
  sample?: unknown;
  /** In no list, but lookups, tests and saved steps may use it. */
  isHidden?: true;
  /** Its list comes page by page. */
  paging?: Paging;
  /** The same where it depends on the input; `paging` then only says that there are pages. May throw OperationError. */
  pagingOf?(input: unknown): Paging;
  /** What an answer means where its status does not say. */
  answerRules?: AnswerRules;
  /** Which part of the answer is the output, where it does not page. */
  outputPart?: OutputPart;
  longRunning?: LongRunning;
  limit?: RateLimit;
  /** What the account must be allowed, in the API's words. */
  scopes?: readonly string[];
  /** For a trigger of an app: how its events are asked for, checked and read. */
  webhook?: WebhookTrigger;
};
