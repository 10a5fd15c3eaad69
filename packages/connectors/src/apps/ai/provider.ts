import type { FieldSchema, HttpRequest, Lookup } from '@patchbay/connector';

/** What is asked of a model, whoever runs it. */
export type Question = {
  model: string;
  /** How it should answer; may be empty. */
  instructions: string;
  prompt: string;
  /** 0 to 2; absent: as the provider has it. */
  creativity?: number;
  /** In tokens. */
  longest?: number;
  /** The answer has to be an object of this JSON Schema: every field required, `null` where there is nothing. */
  schema?: FieldSchema;
};

/** What a model answered. `data` is there where a schema was asked for. */
export type Reply = {
  text: string;
  data?: unknown;
  model: string;
  tokensIn: number;
  tokensOut: number;
  /** It was cut off because it became too long. */
  isCut: boolean;
  /** Why the model would not answer. */
  refused?: string;
};

/** How one provider is asked and how its answers are read. Pure. */
export type Provider = {
  name: string;
  /** Used where a step names none; absent: a step has to. */
  model?: string;
  /** Placeholder of the field. */
  example: string;
  /** Where the models are listed. */
  models: Lookup;
  toRequest(question: Question): HttpRequest;
  read(answer: unknown): Reply;
};

/** A POST of JSON to a path under the provider's address. */
export function posted(path: string, body: unknown): HttpRequest {
  const headers = { accept: 'application/json', 'content-type': 'application/json' };
  return { method: 'POST', url: path, headers, body: JSON.stringify(body) };
}
