import type { Conversation, Reply, Turn } from '@patchbay/connector';
import { setTimeout as sleep } from 'node:timers/promises';

/** A turn of a call that sends a request. */
export type Sending = Extract<Turn, { do: 'send' }>;

/** Does what a call asks for, turn by turn, and gives its output. What goes wrong on the way the call hears, and may mend. */
export async function carryOut(
  conversation: Conversation,
  { send, signal }: { send: (turn: Sending) => Promise<Reply>; signal: AbortSignal },
): Promise<unknown> {
  let turn = conversation.next();
  while (!turn.done) {
    const asked = turn.value;
    let reply: Reply;
    try {
      if (asked.do === 'send') reply = await send(asked);
      else await sleep(asked.ms, undefined, { signal });
    } catch (error) {
      turn = conversation.throw(error);
      continue;
    }
    turn = conversation.next(reply);
  }
  return turn.value;
}
