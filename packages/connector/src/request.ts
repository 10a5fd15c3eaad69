import type { FileRef } from './file.ts';
import type { Json } from './json.ts';

/** The methods that an API may have: those of HTTP, `QUERY`, and those that other standards add. */
type Method =
  | 'GET'
  | 'HEAD'
  | 'POST'
  | 'PUT'
  | 'PATCH'
  | 'DELETE'
  | 'OPTIONS'
  | 'TRACE'
  | 'QUERY'
  | 'COPY'
  | 'MOVE'
  | 'LINK'
  | 'UNLINK'
  | 'LOCK'
  | 'UNLOCK'
  | 'PURGE'
  | 'SEARCH'
  | 'REPORT'
  | 'PROPFIND'
  | 'PROPPATCH'
  | 'MKCOL';

/** How an operation's input becomes one HTTP request. Data, so it can be stored with an imported connector. */
export type RequestTemplate = {
  method: Method;
  /** Absolute, or a path under the connector's base URL. `{name}` is filled from the parameter of that name. */
  path: string;
  /** Where each parameter goes. `input` is the name of the input field that holds it. */
  parameters: readonly Parameter[];
  body?: BodyTemplate;
  /** Further ways to write the body, each with the `when` it is taken for; `body` where none of them is asked for. */
  otherBodies?: readonly BodyTemplate[];
  /** What is put into the input where nothing was given, or in any case. */
  filled?: readonly Filling[];
  /** The header that carries the idempotency key, where the API takes one. */
  idempotencyHeader?: string;
  /** Fixed headers. */
  headers?: Readonly<Record<string, string>>;
};

/** `at`: the names that lead to the field; `[]` stands for every item of a list. */
export type Filling = { at: readonly string[]; value: Json /** Whatever was given. */; isFixed?: true };

export type Parameter = {
  input: string;
  name: string;
  in: 'path' | 'query' | 'header' | 'cookie';
  /** OpenAPI 3 serialisation. */
  style: 'simple' | 'form' | 'label' | 'matrix' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject';
  explode: boolean;
  /** The value is serialised as JSON (a parameter with `content`). Without a `name` it is the whole query. */
  json?: boolean;
  /** Signs such as `/` and `:` are sent as they are; those that would end the value never are. */
  allowReserved?: true;
};

/** How one field of a form, or one part of a multipart body, is written where that is not the usual way. */
export type FieldTemplate = {
  /** Of a part. A field of a form with a type of JSON is written as JSON. */
  contentType?: string;
  /** Further headers of a part. */
  headers?: Readonly<Record<string, string>>;
} & Partial<Pick<Parameter, 'style' | 'explode' | 'allowReserved'>>;

/** `input` names the input field that holds the whole body, `body` unless a parameter has that name. */
export type BodyTemplate = {
  contentType: string;
  /** `lines`: a list, each item of which is a line of JSON. */
  encoding: 'json' | 'form' | 'multipart' | 'text' | 'binary' | 'lines';
  input: string;
  /** Instead of `input`: the body is an object made of these input fields, each under its own name. */
  fields?: readonly string[];
  /** The body is put under this name of an object: `{ data: ... }`. */
  wrap?: string;
  /** For `form`: lists of plain values as `a[0]=x` (the default) or as `a=x&a=y`. Lists of objects are always indexed. */
  lists?: 'index' | 'repeat';
  /** Fields that are written otherwise, by name. */
  parts?: Readonly<Record<string, FieldTemplate>>;
  /** Taken where this input has this value. */
  when?: { input: string; is: string };
  /** Of several ways, the form asks for the one that is taken; it may not be left out then. */
  isRequired?: true;
};

/** A request ready to be signed and sent. The URL is absolute; header names are lower case. */
export type HttpRequest = {
  method: RequestTemplate['method'];
  url: string;
  headers: Record<string, string>;
  /** As a list: its pieces in order. The host puts the bytes of each file in its place while it sends. */
  body?: string | Uint8Array | readonly BodyPiece[];
};

/** Bytes, a kept file, or a kept file written in base64: in one line, or in lines of 76 letters as mail has them. */
export type BodyPiece = Uint8Array | FileRef | { base64Of: FileRef; inLines?: true };

/** What came back, inflated and within the budget. Header names are lower case. */
export type HttpResponse = {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: Uint8Array;
};
