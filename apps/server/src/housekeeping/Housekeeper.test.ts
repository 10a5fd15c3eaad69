import { expect, it } from 'vitest';
import { Housekeeper } from './Housekeeper.ts';

it('does all of its jobs, whatever becomes of one', async () => {
  const done: string[] = [];
  const errors: unknown[] = [];
  const failing = async () => {
    throw new Error('The bucket is away.');
  };
  const housekeeper = new Housekeeper({
    jobs: [failing, async () => void done.push('runs'), async () => void done.push('files')],
    onError: (error) => errors.push(error),
  });
  await housekeeper.tidy();
  expect(done).toEqual(['runs', 'files']);
  expect(errors).toEqual([new Error('The bucket is away.')]);
});

it('is told to stop in the middle of a job, and begins no other', async () => {
  const done: string[] = [];
  const long = async (signal: AbortSignal) => {
    await new Promise((resolve) => {
      signal.addEventListener('abort', resolve);
    });
    done.push('stopped');
  };
  const housekeeper = new Housekeeper({ jobs: [long, async () => void done.push('next')], onError: () => undefined });
  housekeeper.start();
  await housekeeper.stop();
  expect(done).toEqual(['stopped']);
});
