/** A browser in which somebody is signed in. Times are ISO instants. */
export type SessionRow = {
  id: string;
  /** What the browser says it is; null where it said nothing. */
  userAgent: string | null;
  address: string | null;
  signedInAt: string;
  /** Within a day it is not written again. */
  seenAt: string;
};

/** Where people are signed in. A session that is taken away ends at once. */
export type SessionStore = {
  list(userId: string, now: Date): Promise<SessionRow[]>;
  /** False when it is not one of the user's. */
  end(userId: string, sessionId: string): Promise<boolean>;
  /** How many there were. */
  endOthers(userId: string, sessionId: string | undefined): Promise<number>;
};

export type SessionDeps = { sessions: SessionStore; now(): number };
