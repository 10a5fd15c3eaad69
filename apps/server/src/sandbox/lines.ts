/** Text in chunks as lines. Throws where one is longer than `longest` characters. */
export async function* linesOf(chunks: AsyncIterable<string>, longest: number): AsyncGenerator<string> {
  let parts: string[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    const [first = '', ...rest] = chunk.split('\n');
    parts.push(first);
    length += first.length;
    if (length > longest) throw new Error('A line is too long.');
    for (const next of rest) {
      yield parts.join('');
      parts = [next];
      length = next.length;
    }
  }
}
