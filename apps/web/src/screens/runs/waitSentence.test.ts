import { expect, it } from 'vitest';
import { waitSentence } from './waitSentence.ts';

const until = '2026-03-14T09:30:00.000Z';

it.each([
  [undefined, /^Waits to go on\.$/],
  [{ for: 'time', until } as const, /^Waits until .*30\.$/],
  [{ for: 'approval', until } as const, /^Waits for an approval, until .*30 at the latest\.$/],
  [{ for: 'callback', until } as const, /^Waits for a callback, until /],
  [{ for: 'flow', until, name: 'Ship' } as const, /^Waits for the flow “Ship”\.$/],
  [{ for: 'retry', until } as const, /^A step failed\. It is tried again at .*30\.$/],
  [{ for: 'connection' } as const, /^Waits for its connected account\./],
  [{ for: 'turn' } as const, /^Waits for its turn/],
])('says what a run with %j waits for', (waits, sentence) => {
  expect(waitSentence(waits)).toMatch(sentence);
});
