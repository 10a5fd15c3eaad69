import { OperationError } from '@patchbay/connector';
import type { CallRequest, CallResult } from '@patchbay/execution';
import { pageOf } from '@patchbay/execution/testing';
import type { Chance } from './chance.ts';
import type { VirtualTime } from './VirtualTime.ts';

/** How an API takes a call, drawn once for each call. */
type Mood = 'works' | 'fails-later' | 'refuses' | 'answers-nothing';

/** A call that has arrived at the API. */
type Arrived = { path: string; runId: string; isUnsafe: boolean; hadEffect: boolean };

/** The APIs that flows call. What arrived there stays, whatever becomes of the caller. */
export class Outside {
  readonly arrived: Arrived[] = [];
  readonly #time: VirtualTime;
  readonly #chance: Chance;

  constructor(time: VirtualTime, chance: Chance) {
    this.#time = time;
    this.#chance = chance;
  }

  /** Answers after a while; `answer` is never called where the caller is gone, which the caller sees to. */
  call(request: CallRequest, answer: (result: Promise<CallResult>) => void): void {
    const mood = this.#mood();
    const isUnsafe = isUnsafeCall(request);
    this.#time.after(this.#chance.between(10, 3_000), () => {
      const hadEffect = mood === 'works' || mood === 'answers-nothing';
      this.arrived.push({ path: request.path, runId: request.runId, isUnsafe, hadEffect });
      this.#time.after(this.#chance.between(10, 3_000), () => answer(this.#answer(mood, request)));
    });
  }

  /** How often unsafe calls had their effect, by run and path. */
  unsafeEffects(): Map<string, number> {
    const effects = new Map<string, number>();
    for (const { runId, path, isUnsafe, hadEffect } of this.arrived) {
      if (isUnsafe && hadEffect) effects.set(`${runId} ${path}`, (effects.get(`${runId} ${path}`) ?? 0) + 1);
    }
    return effects;
  }

  #mood(): Mood {
    const drawn = this.#chance.next();
    if (drawn < 0.8) return 'works';
    return drawn < 0.9 ? 'fails-later' : drawn < 0.95 ? 'refuses' : 'answers-nothing';
  }

  async #answer(mood: Mood, request: CallRequest): Promise<CallResult> {
    const { step, path } = request;
    const message = 'It did not work.';
    if (mood === 'fails-later') throw new OperationError({ code: 'busy', message, retry: 'later' });
    if (mood === 'refuses') throw new OperationError({ code: 'refused', message, retry: 'never' });
    if (mood === 'answers-nothing') {
      throw new OperationError({ code: 'cut_off', message, retry: 'later', mayHaveHappened: true });
    }
    if (step.callsFlow) return { outlet: '', output: null, suspend: { until: this.#time.now + 20_000 } };
    if (step.operation === 'list') return pageOf(request);
    return { outlet: 'done', output: { did: path } };
  }
}

function isUnsafeCall({ step, input }: CallRequest): boolean {
  if (step.repeat !== 'by-method') return step.repeat === 'unsafe';
  return (input as { method?: unknown }).method === 'POST';
}
