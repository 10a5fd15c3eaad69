/**
 * The time zone that is likely meant by what somebody typed for one: its place alone, in any case, "new york"; undefined
 * where none goes by it, or more than one.
 */
export function zoneMeant(typed: string): string | undefined {
  const wanted = flat(typed);
  if (wanted.length < 3) return undefined;
  const zones = Intl.supportedValuesOf('timeZone');
  const placed = zones.filter(
    (zone) => flat(zone) === wanted || flat(zone.slice(zone.lastIndexOf('/') + 1)) === wanted,
  );
  const found =
    placed.length > 0 ? placed : zones.filter((zone) => flat(zone.slice(zone.lastIndexOf('/') + 1)).startsWith(wanted));
  return found.length === 1 ? found[0] : undefined;
}

function flat(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ');
}
