import type { AppRouter } from '@patchbay/server/router';
import { createTRPCClient, type TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import { expect, it } from 'vitest';
import { firstAnswersLink } from './firstAnswers.ts';

/** A client whose server answers "asked"; the page came with two answers. */
function opened(sinceOpened = 1_000) {
  const server: TRPCLink<AppRouter> = () => () =>
    observable((observer) => {
      observer.next({ result: { type: 'data', data: 'asked' } });
      observer.complete();
    });
  const page = [
    { path: 'session.get', data: null },
    { path: 'flow.get', input: { flowId: 'one' }, data: 'from the page' },
  ];
  return createTRPCClient<AppRouter>({
    links: [
      firstAnswersLink(
        () => page,
        () => sinceOpened,
      ),
      server,
    ],
  });
}

it('takes the first answer from the page, and asks the second time', async () => {
  const client = opened();
  expect(await client.flow.get.query({ flowId: 'one' })).toBe('from the page');
  expect(await client.flow.get.query({ flowId: 'one' })).toBe('asked');
});

it('knows that nobody is signed in without asking', async () => {
  const client = opened();
  expect(await client.session.get.query()).toBeNull();
  expect(await client.session.get.query()).toBe('asked');
});

it('asks what the page did not bring', async () => {
  expect(await opened().flow.get.query({ flowId: 'two' })).toBe('asked');
});

it('asks where the page has been open for a while', async () => {
  expect(await opened(60_000).flow.get.query({ flowId: 'one' })).toBe('asked');
});
