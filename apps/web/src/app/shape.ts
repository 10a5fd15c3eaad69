/** How many parts of the page have yet to show what the outline already does. */
let waiting = 0;

/** Takes the outline that came with the document away, unless what takes its place is still on its way. */
export function leaveShape(): void {
  if (waiting === 0) document.getElementById('shape')?.remove();
}

/** Leaves the outline over the page until the returned function is called. */
export function keepShape(): () => void {
  waiting += 1;
  return () => {
    waiting -= 1;
    // What takes the place of that part may be waiting as well; it says so before the page is painted.
    queueMicrotask(leaveShape);
  };
}
