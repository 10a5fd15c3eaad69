import type { ComponentType } from 'react';

/** What only some steps need, as a chunk of its own. It is fetched when the editor is idle: by the first click the line may be down. */
export const loadAppParts = () => import('./appParts.ts');

/** One of those parts without which a step is still whole: where it cannot be fetched, nothing stands in its place. */
export async function optionalPart<Props>(
  pick: (all: Awaited<ReturnType<typeof loadAppParts>>) => ComponentType<Props>,
): Promise<{ default: ComponentType<Props> }> {
  try {
    return { default: pick(await loadAppParts()) };
  } catch {
    return { default: Nothing };
  }
}

function Nothing() {
  return null;
}
