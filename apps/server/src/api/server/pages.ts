/** The outline a page shows before its code has come: the frame with its navigation, or the builder's bars. */
type Shape = 'frame' | 'builder';

/** A page of the web app: where it is, the source of its screen, and what it looks like from afar. */
export type Page = { path: RegExp; screen: string; shape?: Shape };

const SIGN_IN = 'src/screens/signIn/SignInScreen.tsx';

/** The pages people open first, by link or by bookmark. All others begin when their code asks. */
export const pages: readonly Page[] = [
  { path: /^\/$/, screen: 'src/screens/home/HomeScreen.tsx', shape: 'frame' },
  { path: /^\/flows$/, screen: 'src/screens/flows/FlowsScreen.tsx', shape: 'frame' },
  { path: /^\/flows\/(?<flowId>[\w-]+)$/, screen: 'src/screens/flows/FlowScreen.tsx', shape: 'builder' },
  { path: /^\/flows\/[\w-]+\/runs$/, screen: 'src/screens/runs/FlowRunsScreen.tsx', shape: 'frame' },
  { path: /^\/flows\/[\w-]+\/run$/, screen: 'src/screens/runs/RunFlowScreen.tsx', shape: 'frame' },
  { path: /^\/runs$/, screen: 'src/screens/runs/RunsScreen.tsx', shape: 'frame' },
  { path: /^\/runs\/[\w-]+$/, screen: 'src/screens/runs/RunDetailScreen.tsx', shape: 'builder' },
  { path: /^\/approvals$/, screen: 'src/screens/approvals/ApprovalsScreen.tsx', shape: 'frame' },
  { path: /^\/tables$/, screen: 'src/screens/tables/TablesScreen.tsx', shape: 'frame' },
  { path: /^\/connections$/, screen: 'src/screens/connections/ConnectionsScreen.tsx', shape: 'frame' },
  { path: /^\/connectors$/, screen: 'src/screens/connectors/ConnectorsScreen.tsx', shape: 'frame' },
  { path: /^\/templates$/, screen: 'src/screens/templates/TemplatesScreen.tsx', shape: 'frame' },
  { path: /^\/settings$/, screen: 'src/screens/settings/SettingsScreen.tsx', shape: 'frame' },
];

/** What whoever is not signed in comes to instead. */
export const signInPage: Page = { path: /^\/sign-in$/, screen: SIGN_IN };
