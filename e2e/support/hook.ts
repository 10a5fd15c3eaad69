import { expect } from '@playwright/test';

/** Sends a request as a stranger's program would. */
export function send(url: string, body: string, settings: { method?: string; type?: string } = {}): Promise<Response> {
  const { method = 'POST', type = 'application/json' } = settings;
  return fetch(url, { method, headers: { 'content-type': type }, ...(method === 'GET' ? {} : { body }) });
}

/** The answer as a problem, which says its status again. */
export async function problemIn(response: Response) {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const problem = (await response.json()) as { status: number; code: string; detail: string };
  expect(problem.status).toBe(response.status);
  return problem;
}
