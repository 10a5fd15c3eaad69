/** The words of a choice where they are its values: `days` reads "Days". */
export function capitalLabels(values: readonly string[]): Record<string, string> {
  return Object.fromEntries(values.map((value) => [value, value.charAt(0).toUpperCase() + value.slice(1)]));
}
