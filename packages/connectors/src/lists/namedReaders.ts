import { fieldPath, lastName, type Reader } from '../values/fieldPath.ts';

export type NamedReader = { name: string; read: Reader };

/**
 * Fields with the names their values go by in what a step makes: the last part of the path, or the whole path where
 * two would be the same. Empty paths are left out.
 */
export function namedReaders(paths: readonly string[]): NamedReader[] {
  const wanted = [...new Set(paths.map((path) => path.trim()))].filter((path) => path !== '');
  const lastNames = wanted.map(lastName);
  return wanted.map((path, at) => {
    const last = lastNames[at] ?? '';
    const isAlone = last !== '' && lastNames.filter((other) => other === last).length === 1;
    return { name: isAlone ? last : path, read: fieldPath(path) };
  });
}
