import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request to a system of the company: `system` is `crm` for https://crm.example.com. */
type CompanyRequest = {
  system: string;
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  /** JSON where it is JSON, else the text. */
  body: unknown;
};

type Answer = { status?: number; type?: string; body?: unknown };
type Answering = (request: CompanyRequest) => Answer;

/** All systems of a company on loopback, as real HTTP servers would answer. The examples' `https://NAME.example.com` are its. */
export type Company = {
  url: string;
  received: CompanyRequest[];
  /** What came for `crm POST /tasks`, in order. */
  got(what: string): CompanyRequest[];
  /** How `crm POST /tasks` is answered; without it 200 and `{}`. A `*` at the end stands for any rest of the path. */
  answer(what: string, answering: Answering): void;
  /** The text with the company's systems in the place of those of example.com. */
  at(text: string): string;
  stop(): Promise<void>;
};

export async function startCompany(): Promise<Company> {
  const received: CompanyRequest[] = [];
  const answers = new Map<string, Answering>();
  const server = createServer(async (request, response) => {
    const seen = await receive(request);
    received.push(seen);
    send(response, answerFor(answers, seen)?.(seen) ?? {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    received,
    got: (what) => received.filter((seen) => nameOf(seen) === what),
    answer: (what, answering) => answers.set(what, answering),
    at: (text) => text.replace(/https:\/\/([a-z-]+)\.example\.com/g, `${url}/$1`),
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

const nameOf = ({ system, method, path }: CompanyRequest) => `${system} ${method} ${path}`;

function answerFor(answers: ReadonlyMap<string, Answering>, request: CompanyRequest): Answering | undefined {
  const name = nameOf(request);
  const exact = answers.get(name);
  if (exact !== undefined) return exact;
  for (const [what, answering] of answers) {
    if (what.endsWith('*') && name.startsWith(what.slice(0, -1))) return answering;
  }
  return undefined;
}

async function receive(request: IncomingMessage): Promise<CompanyRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://company');
  const [, system = '', ...path] = decodeURIComponent(pathname).split('/');
  const isJson = (request.headers['content-type'] ?? '').includes('json');
  return {
    system,
    method: request.method ?? '',
    path: `/${path.join('/')}`,
    query: searchParams,
    headers: request.headers,
    body: isJson ? JSON.parse(text) : text,
  };
}

function send(response: ServerResponse, { status = 200, type = 'application/json', body = {} }: Answer): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text) });
  response.end(text);
}
