/** What a person types in one line for signs that have no place there: `\n` is a new line, `\t` a tab. */
export function withSigns(text: string): string {
  return text.replaceAll(/\\([nt\\])/g, (_, sign: string) => ({ n: '\n', t: '\t' })[sign] ?? '\\');
}

/** A text as a pattern that finds just itself. */
export function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
