import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** What an API does that says back all it was told, by the last part of the address. */
const answers: Record<string, (said: Said, response: ServerResponse) => void> = {
  ok: (said, response) => json(response, 200, said),
  refused: (said, response) =>
    json(response, 400, { error: { code: said.all, message: `The key ${said.all} is wrong` } }),
  denied: (said, response) => json(response, 401, { error: 'invalid_token', error_description: said.all }),
  forbidden: (said, response) => json(response, 403, { message: said.all, needs: said.base64 }),
  missing: (said, response) => json(response, 404, { errors: [{ detail: said.all }, { detail: said.hex }] }),
  broken: (said, response) => json(response, 500, { message: said.base64, stack: said.all }),
  busy: (said, response) => json(response, 429, { message: said.all }),
  page: ({ all, url }, response) =>
    void response.writeHead(502, { 'content-type': 'text/html' }).end(`<h1>${url}</h1><pre>${all}</pre>`),
  half: ({ all }, response) =>
    void response.writeHead(200, { 'content-type': 'application/json' }).end(`{"said": ${JSON.stringify(all)}, `),
  text: ({ all, base64 }, response) =>
    void response.writeHead(200, { 'content-type': 'text/plain' }).end(`${all} ${base64}`),
  away: ({ all }, response) =>
    void response.writeHead(302, { location: `/ok?was=${encodeURIComponent(all)}` }).end(all),
  words: ({ headers }, response) => {
    response.writeHead(400, String(headers.authorization ?? 'Bad').replace(/[^ -~]/g, ''));
    response.end();
  },
  heads: ({ headers, all }, response) => {
    const said = Object.entries(headers).map(([name, value]) => [`x-said-${name}`, String(value)]);
    response
      .writeHead(409, { ...Object.fromEntries(said), 'www-authenticate': `Bearer realm="${encodeURI(all)}"` })
      .end();
  },
  cut: (_said, response) => void response.destroy(),
  drip: ({ all }, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000000' });
    response.write(JSON.stringify(all));
    response.destroy();
  },
};

export const behaviours: readonly string[] = Object.keys(answers);

type Said = {
  headers: IncomingMessage['headers'];
  url: string;
  body: string;
  all: string;
  base64: string;
  hex: string;
};

/** An API on loopback that gives away whatever it is told, and how its token endpoint answers is up to `token`. */
export async function startEchoApi(token: (said: Said) => [status: number, body: object]) {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const said = saidBy(request, Buffer.concat(chunks).toString('utf8'));
      const { pathname } = new URL(said.url, 'http://x');
      const name = pathname.split('/').at(-1) ?? '';
      if (name === 'token') json(response, ...token(said));
      else (answers[name] ?? answers.ok)?.(said, response);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function saidBy({ headers, url = '/' }: IncomingMessage, body: string): Said {
  const credentials = [headers.authorization, headers['x-api-key'], headers.cookie, url, body].filter(Boolean);
  const decoded = /^Basic (.+)$/.exec(headers.authorization ?? '')?.[1];
  const all = [...credentials, decoded && Buffer.from(decoded, 'base64'), decodeURIComponent(url)].join(' ');
  const bytes = Buffer.from(all, 'utf8');
  return { headers, url, body, all, base64: bytes.toString('base64'), hex: bytes.toString('hex') };
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
