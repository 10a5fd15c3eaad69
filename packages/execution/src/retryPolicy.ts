import type { Failure } from '@patchbay/connector';
import type { RetryPolicy } from '@patchbay/flow';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** The first try and five more. The waits between them add up to about 43 minutes. */
const DEFAULT_WAITS_MS = [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE];
const LONGEST_WAIT_MS = 30 * MINUTE;
const LONGEST_ASKED_WAIT_MS = 24 * 60 * MINUTE;
const JITTER = 0.2;

/**
 * How long to wait before the next try, in milliseconds; undefined when there is none. `tries` have been made so far.
 * Waits are spread by 20 % either way, so that the runs an outage stopped do not all come back in the same second. A wait
 * the API asked for is never cut short, only spread to the later side. What was held back comes back at the moment it was
 * given, however often.
 */
export function waitBeforeRetry(
  failure: Failure,
  { tries, policy, random }: { tries: number; policy: RetryPolicy | undefined; random: number },
): number | undefined {
  if (failure.retry !== 'later') return undefined;
  if (failure.isHeldBack) return Math.min(failure.retryAfterMs ?? SECOND, LONGEST_ASKED_WAIT_MS);
  const wait = policy ? waitOf(policy, tries) : DEFAULT_WAITS_MS[tries - 1];
  if (wait === undefined) return undefined;
  if (failure.retryAfterMs === undefined) return Math.round(wait * (1 - JITTER + 2 * JITTER * random));
  return Math.round(Math.min(failure.retryAfterMs, LONGEST_ASKED_WAIT_MS) * (1 + JITTER * random));
}

/** Four times longer each time, up to half an hour or the first wait, whichever is longer. */
function waitOf({ tries: allowed, firstWaitMs }: RetryPolicy, tries: number): number | undefined {
  if (tries >= allowed) return undefined;
  return Math.min(firstWaitMs * 4 ** (tries - 1), Math.max(LONGEST_WAIT_MS, firstWaitMs));
}
