/** The line that a failure of code speaks of, "… at line 3", counted from 1; undefined where it names none. */
export function lineIn(message: string): number | undefined {
  const found = /\bline (\d{1,6})\b/.exec(message)?.[1];
  return found === undefined ? undefined : Number(found);
}
