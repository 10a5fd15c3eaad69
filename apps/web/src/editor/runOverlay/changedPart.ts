/** Two texts with what is the same at both ends, so that what differs can be marked. */
export type ChangedPart = { start: string; before: string; after: string; end: string };

/** Where most is another text, nothing is marked: everything would be. */
const LEAST_SHARED = 0.3;

/** The part in which two texts differ; undefined where they share too little for that to help. */
export function changedPart(before: string, after: string): ChangedPart | undefined {
  const left = [...before];
  const right = [...after];
  const most = Math.min(left.length, right.length);
  let start = 0;
  while (start < most && left[start] === right[start]) start += 1;
  let end = 0;
  while (end < most - start && left.at(-1 - end) === right.at(-1 - end)) end += 1;
  if (start + end < LEAST_SHARED * Math.max(left.length, right.length)) return undefined;
  return {
    start: left.slice(0, start).join(''),
    before: left.slice(start, left.length - end).join(''),
    after: right.slice(start, right.length - end).join(''),
    end: left.slice(left.length - end).join(''),
  };
}
