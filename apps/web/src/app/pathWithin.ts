/** Where to go after signing in: a path of this app, else the first page. A crafted link must not carry anybody to another site. */
export function pathWithin(back: string | undefined): string {
  // Browsers read past tabs and line breaks, so `/<tab>/evil.example` is another site.
  const within = back?.startsWith('/') && !back.startsWith('//') && URL.parse(back, HERE)?.origin === HERE;
  return within && back ? back : '/';
}

const HERE = 'http://here.invalid';
