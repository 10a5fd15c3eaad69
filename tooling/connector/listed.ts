/** The list of built-in connectors with one more: its import among the others by name, itself at the end. */
export function listed(source: string, { name, constant }: { name: string; constant: string }): string {
  const lines = source.split('\n');
  const added = `import { ${constant} } from './apps/${name}/index.ts';`;
  const pathOf = (line: string) => /from '(.+)'/.exec(line)?.[1] ?? '';
  const isImport = (line: string) => line.startsWith('import {');
  const after = lines.findIndex((line) => isImport(line) && pathOf(line) > pathOf(added));
  lines.splice(after < 0 ? lines.findLastIndex(isImport) + 1 : after, 0, added);
  lines.splice(lines.lastIndexOf('];'), 0, `  ${constant},`);
  return lines.join('\n');
}
