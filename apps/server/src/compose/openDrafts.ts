import type { FlowDeps } from '../flows/flowStore.ts';
import { Presence } from '../presence/Presence.ts';
import type { RunUseDeps } from '../runs/runPorts.ts';
import type { Database } from '../store/database.ts';
import type { DatabaseClock } from '../store/databaseClock.ts';
import { createDraftFeed } from '../store/draftFeed.ts';
import type { Notifications } from '../store/notifications.ts';
import type { People } from '../store/people/openPeople.ts';
import { tell } from '../store/tell.ts';

/** The channel on which processes tell each other who has which flow open. */
export const PRESENCE_CHANNEL = 'patchbay_presence';

type DraftParts = {
  database: Pick<Database, 'pool'>;
  people: People;
  notifications: Notifications;
  clock: Pick<DatabaseClock, 'now'>;
  onError: RunUseDeps['onError'];
};

/** What those who have a flow open hear: its changes, and of each other. */
export function openDrafts({ database, people, notifications, clock, onError }: DraftParts): {
  draftFeed: FlowDeps['draftFeed'];
  presence: Presence;
} {
  const presence = new Presence({
    tell: (words) => tell(database.pool, PRESENCE_CHANNEL, words),
    now: clock.now,
    every(ms, callback) {
      const timer = setInterval(callback, ms).unref();
      return () => clearInterval(timer);
    },
    onError: (error) => onError(error, {}),
  });
  notifications.on(PRESENCE_CHANNEL, (words) => presence.heard(words));
  notifications.onGap(() => presence.missed());
  return { draftFeed: createDraftFeed(people, notifications), presence };
}
