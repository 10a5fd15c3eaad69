/** Where to go after signing in: a path of this app, else the first page. A crafted link must not carry anybody to another site. */
export function pathWithin(back: string | undefined): string {
  const within = back?.startsWith('/') && !back.startsWith('//') && !back.includes('\\');
  return within && back ? back : '/';
}
