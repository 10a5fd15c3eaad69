import type { Questions } from '../../../api/types.ts';
import type { FoundSecret } from '../curl/foundSecret.ts';

type Account = Pick<Questions['connection']['create'], 'connector' | 'auth'>;

/** A secret that was found in a request, as an account for HTTP steps that is bound to the request's address. */
export function webAccount(secret: FoundSecret, url: string): Account {
  const address = URL.parse(url)?.origin ?? url;
  const account = (id: string, values: Record<string, string>): Account => ({
    connector: 'web',
    auth: { kind: 'fields', id, values: { address, ...values } },
  });
  switch (secret.kind) {
    case 'bearer':
      return account('web-bearer', { token: secret.token });
    case 'basic':
      return account('web-basic', { username: secret.username, password: secret.password });
    case 'header':
      return account('web-header', { header: secret.name, value: secret.value });
    case 'query':
      return account('web-query', { name: secret.name, value: secret.value });
  }
}
