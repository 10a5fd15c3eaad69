import type { ConnectionDeps } from '../connections/connectionStore.ts';
import type { ConnectorDeps } from '../connectors/connectorStore.ts';
import type { FlowDeps } from '../flows/flowStore.ts';
import type { Actor } from '../policies/can.ts';
import type { WorkspaceDeps } from '../workspaces/workspaceStore.ts';
import type { RunDeps } from './run/runPort.ts';

/** Everything the procedures' use cases reach the outside by. Made once, in main. */
export type App = FlowDeps & ConnectorDeps & ConnectionDeps & WorkspaceDeps & RunDeps;

/** What one request brings: the app, and whoever is signed in. */
export type RequestContext = App & { actor: Actor | null };
