import { createBudgetRows } from '../store/budgetRows.ts';
import type { Database } from '../store/database.ts';
import type { Notifications } from '../store/notifications.ts';
import { tell } from '../store/tell.ts';
import { RequestBudget } from '../worker/requestBudget.ts';

/** The channel on which every process hears that an API wants no requests of an account for a while: `account milliseconds`. */
export const PAUSE_CHANNEL = 'account_paused';

type BudgetParts = {
  database: Pick<Database, 'pool'>;
  notifications: Pick<Notifications, 'on'>;
  onError(error: unknown, about: object): void;
};

/** What keeps the requests of accounts under the limits of their APIs, with all other processes. */
export function openBudget({ database: { pool }, notifications, onError }: BudgetParts): RequestBudget {
  const budget = new RequestBudget({
    rows: createBudgetRows(pool),
    // Only how long something takes: no clock that is set may change it.
    now: () => performance.now(),
    tellPause: (account, ms) => {
      tell(pool, PAUSE_CHANNEL, `${account} ${ms}`).catch((error: unknown) => onError(error, {}));
    },
  });
  notifications.on(PAUSE_CHANNEL, (told) => {
    const [account = '', ms] = told.split(' ');
    budget.heardPause(account, Number(ms));
  });
  return budget;
}
