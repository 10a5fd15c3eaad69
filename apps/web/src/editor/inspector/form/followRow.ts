/** Gives the keyboard to the button that moved a row, where that row stands now; to its other one at either end. */
export function followRow(list: HTMLElement | null, { from, to }: { from: number; to: number }): void {
  // Once the rows stand in their new order: a moved element has lost the keyboard.
  requestAnimationFrame(() => {
    const buttons = [...(list?.children[to]?.querySelectorAll<HTMLButtonElement>('button[data-move]') ?? [])];
    const [up, down] = buttons;
    const [same, other] = to < from ? [up, down] : [down, up];
    (same?.disabled === true ? other : same)?.focus();
  });
}
