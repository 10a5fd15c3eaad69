/** The list of apps with one more at its end. */
export function listed(source: string, { name, constant }: { name: string; constant: string }): string {
  const lines = source.split('\n');
  const key = name.includes('-') ? `'${name}'` : name;
  const added = `  ${key}: async () => (await import('./apps/${name}/index.ts')).${constant},`;
  lines.splice(lines.indexOf('};'), 0, added);
  return lines.join('\n');
}
