/** What signs a request, found in a command: the way of signing in it answers, and what a person would type for it. */
export type FoundSecret =
  | { kind: 'bearer'; token: string }
  | { kind: 'basic'; username: string; password: string }
  | { kind: 'header'; name: string; value: string }
  | { kind: 'query'; name: string; value: string };

type Sources = {
  /** Secrets are taken out of both. */
  headers: Record<string, string>;
  query: Record<string, string>;
  user: string | undefined;
  token: string | undefined;
};

const SECRET_HEADER =
  /(^|-)(api-?key|apikey|access-?key|auth(-?token|-?key)?|authorization|token|secret|private-token|subscription-key|x-key)$/i;
const SECRET_QUERY =
  /^(api[-_]?key|apikey|key|access[-_]?token|auth[-_]?token|token|secret|client[-_]?secret|signature|sig)$/i;

/** Takes what signs a request out of its headers and query. A name that stands for a secret, as `$TOKEN`, is one too. */
export function takeSecrets({ headers, query, user, token }: Sources): FoundSecret[] {
  const found: FoundSecret[] = [];
  if (user !== undefined) found.push(userSecret(user));
  if (token !== undefined) found.push({ kind: 'bearer', token });
  for (const [name, value] of Object.entries(headers)) {
    if (!SECRET_HEADER.test(name)) continue;
    found.push(headerSecret(name, value));
    delete headers[name];
  }
  for (const [name, value] of Object.entries(query)) {
    if (!SECRET_QUERY.test(name) || value === '') continue;
    found.push({ kind: 'query', name, value });
    delete query[name];
  }
  return found;
}

function userSecret(user: string): FoundSecret {
  const [username = '', ...password] = user.split(':');
  return { kind: 'basic', username, password: password.join(':') };
}

function headerSecret(name: string, value: string): FoundSecret {
  const [, scheme = '', rest = ''] = /^(\S+)\s+(.+)$/s.exec(value) ?? [];
  if (name.toLowerCase() !== 'authorization') return { kind: 'header', name, value };
  if (scheme.toLowerCase() === 'bearer') return { kind: 'bearer', token: rest.trim() };
  const user = scheme.toLowerCase() === 'basic' ? decoded(rest.trim()) : undefined;
  return user === undefined ? { kind: 'header', name, value } : userSecret(user);
}

function decoded(base64: string): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(
      Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0)),
    );
  } catch {
    return undefined; // It is no base64, or no text: it is sent as it is.
  }
}

/** A secret as the header or query value it was, for who keeps it in the flow. */
export function secretAsWritten(secret: FoundSecret): { in: 'headers' | 'query'; name: string; value: string } {
  switch (secret.kind) {
    case 'bearer':
      return { in: 'headers', name: 'Authorization', value: `Bearer ${secret.token}` };
    case 'basic': {
      const bytes = new TextEncoder().encode(`${secret.username}:${secret.password}`);
      return { in: 'headers', name: 'Authorization', value: `Basic ${btoa(String.fromCharCode(...bytes))}` };
    }
    case 'header':
      return { in: 'headers', name: secret.name, value: secret.value };
    case 'query':
      return { in: 'query', name: secret.name, value: secret.value };
  }
}
