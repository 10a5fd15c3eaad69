import { z } from 'zod/mini';

const KEY = 'patchbay-places';
const MOST = 30;

/** How the builder was left: what is seen of the sheet, the try or run shown on it, and whether the panel to try was open. */
const KeptPlace = z.object({
  viewport: z.optional(z.object({ x: z.number(), y: z.number(), zoom: z.number() })),
  run: z.optional(z.object({ id: z.string(), isOpened: z.boolean() })),
  isTrying: z.optional(z.boolean()),
});
export type KeptPlace = z.infer<typeof KeptPlace>;

const Kept = z.record(z.string(), KeptPlace);

/** Of this tab and this entry of its history, so that Back and a reload lead to it, and a link does not. */
export function keptPlace(state: unknown = history.state): KeptPlace | undefined {
  const key = entryKey(state);
  return key === undefined ? undefined : all()[key];
}

/** Keeps how an entry of the history was left. */
export function keepPlace(state: unknown, place: KeptPlace): void {
  const key = entryKey(state);
  if (key === undefined) return;
  const { [key]: _before, ...others } = all();
  const kept = [...Object.entries(others), [key, place] as const].slice(-MOST);
  try {
    sessionStorage.setItem(KEY, JSON.stringify(Object.fromEntries(kept)));
  } catch {
    // A browser that keeps nothing shows the flow as it does at first.
  }
}

function all(): Readonly<Record<string, KeptPlace>> {
  try {
    return Kept.parse(JSON.parse(sessionStorage.getItem(KEY) ?? '{}'));
  } catch {
    return {};
  }
}

/** The router's name for an entry of the history. */
function entryKey(state: unknown): string | undefined {
  const key: unknown = typeof state === 'object' && state !== null ? Reflect.get(state, '__TSR_key') : undefined;
  return typeof key === 'string' ? key : undefined;
}
