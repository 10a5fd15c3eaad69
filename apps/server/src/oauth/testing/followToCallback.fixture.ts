import { CALLBACK } from './providers.ts';

/** Goes where a person would be sent, with a browser's cookies, until they would come back. Gives the address they come to. */
export async function followToCallback(from: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let url = new URL(from);
  for (let hop = 0; hop < 20; hop += 1) {
    if (url.href.startsWith(CALLBACK)) return url;
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null) throw new Error(`Nowhere to go from ${url.href}: ${await response.text()}`);
    url = new URL(location, url);
  }
  throw new Error('It goes round and round.');
}
