/** Text in quotes, a member after a point, or a name that stands alone. */
const TOKEN = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\.\s*[A-Za-z_]\w*|[A-Za-z_]\w*/g;

/** The formula with variables renamed. Text in quotes and members (`order.id`) keep their words, whatever they are. */
export function renameInFormula(source: string, names: ReadonlyMap<string, string>): string {
  return source.replace(TOKEN, (token) => names.get(token) ?? token);
}
