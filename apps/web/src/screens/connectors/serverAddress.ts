/** One of the addresses that a description names; `{region}` in it stands for a variable. */
export type NamedServer = {
  url: string;
  title?: string;
  variables?: readonly { name: string; default?: string }[];
};

/** The address with what was chosen or typed for its variables; undefined while one of them is empty. */
export function serverAddress(
  { url, variables = [] }: NamedServer,
  values: Readonly<Record<string, string>>,
): string | undefined {
  const given = new Map(variables.map(({ name, default: normal = '' }) => [name, (values[name] ?? normal).trim()]));
  if ([...given.values()].includes('')) return undefined;
  return url.replace(/\{([^{}]+)\}/g, (whole, name: string) => given.get(name) ?? whole);
}
