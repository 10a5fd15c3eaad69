import { OperationError } from '@patchbay/connector';
import { beforeEach, describe, expect, it } from 'vitest';
import { Circuits } from './Circuits.ts';

let now = 0;
let circuits: Circuits;
beforeEach(() => {
  now = 1_000;
  circuits = new Circuits({ now: () => now, random: () => 0.5 });
});

const admit = (key = 'a', attempt = 1) => circuits.admit(key, { host: 'api.example.com', attempt });

function heldBack(key?: string, attempt?: number): unknown {
  try {
    admit(key, attempt).dropped();
    return undefined;
  } catch (error) {
    return error instanceof OperationError ? error.failure : error;
  }
}

function open(key?: string): void {
  for (let times = 0; times < 5; times += 1) admit(key).unanswered();
}

describe('a circuit', () => {
  it('opens after five requests in a row that nobody answered, and says when to come again', () => {
    for (let times = 0; times < 4; times += 1) admit().unanswered();
    expect(heldBack()).toBeUndefined();
    admit().unanswered();
    expect(heldBack()).toMatchObject({
      code: 'host_not_answering',
      retry: 'later',
      isHeldBack: true,
      retryAfterMs: 15_000,
    });
  });

  it('stays closed where one of them was answered', () => {
    for (let times = 0; times < 4; times += 1) admit().unanswered();
    admit().answered();
    for (let times = 0; times < 4; times += 1) admit().unanswered();
    expect(heldBack()).toBeUndefined();
  });

  it('is that of one account and host', () => {
    open('a');
    expect(heldBack('a')).toBeDefined();
    expect(heldBack('b')).toBeUndefined();
  });

  it('lets one request try when its time is over, which closes it', () => {
    open();
    now += 10_000;
    const trying = admit();
    expect(heldBack()).toMatchObject({ isHeldBack: true });
    trying.answered();
    expect(heldBack()).toBeUndefined();
  });

  it('rests twice as long where that one is not answered either, up to a minute', () => {
    open();
    for (const restMs of [10_000, 20_000, 40_000, 60_000, 60_000]) {
      now += restMs - 1;
      expect(heldBack()).toBeDefined();
      now += 1;
      admit().unanswered();
    }
  });

  it('lets another one try where the first was given up', () => {
    open();
    now += 10_000;
    admit().dropped();
    expect(heldBack()).toBeUndefined();
  });

  it('holds no call for ever: in the end it goes out, and its own tries count', () => {
    open();
    expect(heldBack('a', 20)).toBeDefined();
    expect(heldBack('a', 21)).toBeUndefined();
  });
});
