import type { ApprovalDeps } from '../approvals/approvalStore.ts';
import type { Kept } from '../compose/openKept.ts';
import type { ChangeDeps } from '../changes/changeStore.ts';
import type { ConnectionDeps } from '../connections/connectionStore.ts';
import type { ConnectorDeps } from '../connectors/connectorStore.ts';
import type { FileStore } from '../files/fileStore.ts';
import type { FlowDeps } from '../flows/flowStore.ts';
import type { Captures } from '../hooks/captures.ts';
import type { HomeStore } from '../home/homeStore.ts';
import type { HookDeps } from '../hooks/hookDeps.ts';
import type { LookUpUse } from '../lookups/lookUpField.ts';
import type { SendMail } from '../mail/sendMail.ts';
import type { OAuthDeps } from '../oauth/oauthDeps.ts';
import type { Actor } from '../policies/can.ts';
import type { TakeTry } from '../policies/tries.ts';
import type { RunUseDeps } from '../runs/runPorts.ts';
import type { OpenStreams } from '../sessions/OpenStreams.ts';
import type { SessionDeps } from '../sessions/sessionStore.ts';
import type { SignUpDeps } from '../signUp/signUpDeps.ts';
import type { TryDeps } from '../templates/tryTemplate.ts';
import type { OpenAccount } from '../vault/signRequest.ts';
import type { ResetDeps } from '../workspaces/makeResetLink.ts';
import type { WorkspaceDeps } from '../workspaces/workspaceStore.ts';

/** Everything the procedures' use cases reach the outside by. Made once, in main. */
export type App = FlowDeps &
  ConnectorDeps &
  ConnectionDeps &
  OAuthDeps &
  WorkspaceDeps &
  SignUpDeps &
  SessionDeps &
  ResetDeps &
  ChangeDeps &
  RunUseDeps &
  ApprovalDeps &
  LookUpUse &
  Kept & {
    home: HomeStore;
    /** Carries out a request in a workspace, of which alone it then sees rows. */
    within<Result>(workspaceId: string, work: () => Result): Result;
    captures: Captures;
    openStreams: OpenStreams;
    takeTry: TakeTry;
    operationsOnSamples: TryDeps['operationsOnSamples'];
    files: FileStore;
    /** An account, opened: for what arrives and has to be checked. */
    openConnection: OpenAccount;
    /** What an app signs its events with. */
    subscriptionSecret: HookDeps['subscriptionSecret'];
    /** Absent where no mail server is set: what needs mails is not offered then. */
    sendMail?: SendMail;
  };

/** What one request brings: the app, and whoever is signed in. */
export type RequestContext = App & { actor: Actor | null };
