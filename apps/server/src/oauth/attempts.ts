/** What is to be connected once a person has signed in at the provider. */
export type Wish = {
  connector: string;
  /** Empty: it is called as the other side calls it. */
  name: string;
  /** Which of the connector's ways. */
  way: number;
  /** What was asked for. */
  scopes: readonly string[];
  /** Who may use a new account at first. */
  sharedWith: 'workspace' | 'people';
  /** The account that is connected again, where it is not a new one. */
  connectionId?: string;
};

/** What became of it. */
export type Outcome =
  | {
      kind: 'connected';
      connectionId: string;
      name: string;
      label?: string;
      /** Asked for and not given. */
      missing?: readonly string[];
      /** Whose it was before it was connected again, where that is somebody else. */
      before?: string;
    }
  | { kind: 'refused'; problem: string };

/** A person who is away to sign in. Times are milliseconds since 1970. */
export type Attempt = {
  id: string;
  workspaceId: string;
  userId: string;
  /** Of the session it began in: only there may it end. */
  sessionHash: string;
  wish: Wish;
  /** What was typed, the verifier of the code challenge, the device code. */
  secret: Record<string, string>;
  expiresAt: number;
  outcome?: Outcome;
};

export type AttemptStore = {
  /** `stateHash`: of what comes back with the person, once. `nextPollAt`: of a code that is typed in elsewhere. */
  begin(attempt: Attempt & { stateHash?: string; nextPollAt?: number }): Promise<void>;
  /** The attempt of this state, which counts no more. Null where there is none, it was used, or its time is up. */
  take(stateHash: string, now: number): Promise<Attempt | null>;
  find(workspaceId: string, id: string): Promise<Attempt | null>;
  /** Whether the provider may be asked now; then not before `nextAt`. */
  claimPoll(id: string, when: { now: number; nextAt: number }): Promise<boolean>;
  settle(id: string, outcome: Outcome): Promise<void>;
};
