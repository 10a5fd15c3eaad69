/** As much of a pasted text as there is room for, without half a pill or half a character at its end, and how much is left out. */
export function fittingText(text: string, room: number): { text: string; left: number } {
  if (text.length <= room) return { text, left: 0 };
  const fitting = text
    .slice(0, Math.max(0, room))
    .replace(/\uE000[^\uE001]*$/, '')
    .replace(/[\uD800-\uDBFF]$/, '');
  return { text: fitting, left: text.length - fitting.length };
}
