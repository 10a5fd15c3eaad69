/** The id in the link of an approval: its run and its place there, as the server writes it. */
export function approvalId({ runId, path }: { runId: string; path: string }): string {
  const run = runId.replaceAll('-', '').match(/../g) ?? [];
  const bytes = [...run.map((hex) => Number.parseInt(hex, 16)), ...new TextEncoder().encode(path)];
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
