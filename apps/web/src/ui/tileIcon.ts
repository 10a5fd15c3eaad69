/** The house's own connectors beside `core`: their steps carry an icon too, on the ground of their kind. */
const OWN = new Set([
  'lists',
  'text',
  'dates',
  'data',
  'crypto',
  'mail',
  'email',
  'tables',
  'values',
  'store',
  'files',
]);

/** The icon name of a tile: `branch` of our core, `lists/filter` of our other connectors, nothing for everybody else's. */
export function tileIcon({ connector, operation }: { connector: string; operation?: string }): string | undefined {
  if (connector === 'core') return operation || 'core';
  return OWN.has(connector) ? `${connector}/${operation ?? ''}` : undefined;
}
