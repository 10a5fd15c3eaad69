import { t } from '../../texts/t.ts';

export const SHORTEST_PASSWORD = 8;

/** What is wrong with a password that is about to be chosen, in a sentence. */
export function passwordProblem(password: string): string | undefined {
  if (password.length >= SHORTEST_PASSWORD) return undefined;
  return t('The password is too short. Use {SHORTEST_PASSWORD} characters or more.', { SHORTEST_PASSWORD });
}
