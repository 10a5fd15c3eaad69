/** Which item of a menu a key leads to, from the one at `at` (-1: none); `undefined` for keys that lead nowhere. */
export function menuTarget({
  key,
  at,
  labels,
}: {
  key: string;
  at: number;
  labels: readonly string[];
}): number | undefined {
  const { length } = labels;
  if (length === 0) return undefined;
  if (key === 'ArrowDown') return (at + 1) % length;
  if (key === 'ArrowUp') return (Math.max(at, 0) - 1 + length) % length;
  if (key === 'Home') return 0;
  if (key === 'End') return length - 1;
  if ([...key].length !== 1 || key === ' ') return undefined;
  const order = labels.map((_, step) => (at + 1 + step) % length);
  return order.find((index) => labels[index]?.trim().toLowerCase().startsWith(key.toLowerCase()));
}
