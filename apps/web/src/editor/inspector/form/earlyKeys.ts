import { type InputEvent, type KeyboardEvent, useState } from 'react';

/** What is typed into a field that is still only drawn, kept until its editor has arrived to take it. */
export function useEarlyKeys() {
  const [keys] = useState(() => {
    let typed = '';
    return {
      /** What has been typed since the last time it was taken. */
      take(): string {
        const taken = typed;
        typed = '';
        return taken;
      },
      hands: {
        // Nothing is written into what React has drawn.
        onBeforeInput(event: InputEvent<HTMLElement>) {
          event.preventDefault();
          typed += event.data ?? '';
        },
        onKeyDown(event: KeyboardEvent<HTMLElement>) {
          if (event.key !== 'Backspace' && event.key !== 'Delete') return;
          event.preventDefault();
          if (event.key === 'Backspace') typed = typed.slice(0, -1);
        },
      },
    };
  });
  return keys;
}
