/** Why a request was refused: the code is for programs, the message for people. */
export type Refusal = { status: number; code: string; message: string; details?: unknown };

/** Who uses Patchbay in the journeys. */
export const person = { name: 'Mira', email: 'mira@example.com', password: 'correct horse battery staple' };

/** A person's session with Patchbay's API, as a script of theirs would hold it. */
export class PatchbayClient {
  readonly #url: string;
  #cookie = '';
  #workspaceId = '';

  constructor(url: string) {
    this.#url = url;
  }

  get workspaceId(): string {
    return this.#workspaceId;
  }

  async signUp(email = person.email): Promise<void> {
    const answer = await this.#post('/api/auth/sign-up/email', { ...person, email });
    this.#cookie = answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
    const session = await this.query<{ workspaces: { id: string }[] }>('session.get');
    this.#workspaceId = session.workspaces[0]?.id ?? '';
  }

  /** Imports, publishes and switches on; the URL of the flow's webhook. */
  async publish(name: string, document: unknown): Promise<{ flowId: string; url: string }> {
    const file = { format: 'patchbay-flow', version: 1, name, document };
    const { id } = await this.call<{ id: string }>('flow.import', { workspaceId: this.#workspaceId, file });
    const { draft } = await this.query<{ draft: { revision: number } }>('flow.get', { flowId: id });
    await this.call('flow.publish', { flowId: id, revision: draft.revision, activate: true });
    const flow = await this.query<{ hooks: { url: string }[] }>('flow.get', { flowId: id });
    const hook = flow.hooks[0]?.url ?? '';
    return { flowId: id, url: new URL(new URL(hook, this.#url).pathname, this.#url).href };
  }

  async call<T>(procedure: string, input: unknown): Promise<T> {
    return unwrap<T>(procedure, await this.#post(`/api/trpc/${procedure}`, input));
  }

  /** What a call that must be refused is told. Throws where it was not. */
  async refusal(procedure: string, input: unknown): Promise<Refusal> {
    const answer = await this.#post(`/api/trpc/${procedure}`, input);
    const body = (await answer.json()) as { error?: { data: { app: Omit<Refusal, 'status'> } } };
    if (body.error === undefined)
      throw new Error(`${procedure} was not refused: ${JSON.stringify(body).slice(0, 500)}`);
    return { status: answer.status, ...body.error.data.app };
  }

  async query<T>(procedure: string, input?: unknown): Promise<T> {
    const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
    const headers = { cookie: this.#cookie };
    return unwrap<T>(procedure, await fetch(`${this.#url}/api/trpc/${procedure}${query}`, { headers }));
  }

  #post(path: string, body: unknown): Promise<Response> {
    const headers = { 'content-type': 'application/json', origin: this.#url, cookie: this.#cookie };
    return fetch(this.#url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  }
}

async function unwrap<T>(procedure: string, answer: Response): Promise<T> {
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${procedure} answered ${answer.status}: ${text.slice(0, 500)}`);
  return (JSON.parse(text) as { result: { data: T } }).result.data;
}
