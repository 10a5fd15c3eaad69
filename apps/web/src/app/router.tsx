import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { queryClient } from '../api/queryClient.ts';
import { approvalFilters } from '../screens/approvals/approvalFilters.ts';
import { connectionFilters } from '../screens/connections/connectionFilters.ts';
import { connectorFilters, operationFilters } from '../screens/connectors/connectorFilters.ts';
import { flowFilters } from '../screens/flows/flowFilters.ts';
import { runFilters } from '../screens/runs/runFilters.ts';
import { changeFilters } from '../screens/settings/changes/changeFilters.ts';
import { peopleFilters } from '../screens/settings/people/peopleFilters.ts';
import { rowFilters, tablesFilters } from '../screens/tables/tableFilters.ts';
import { templateFilters, templateSearch } from '../screens/templates/templateFilters.ts';
import { Frame } from './Frame.tsx';
import { pathWithin } from './pathWithin.ts';
import { Root } from './Root.tsx';
import { NotFound, RouteError } from './RouteError.tsx';
import { SignedIn } from './SignedIn.tsx';
import { searchText } from './search.ts';
import { guardSession, waysInOptions } from './session.ts';

const root = createRootRoute({ component: Root, errorComponent: RouteError, notFoundComponent: NotFound });

type Back = { back?: string };
const backSearch = (search: Record<string, unknown>): Back => ({ back: searchText(search.back) });

/** Whoever is signed in already has no use for the two forms. A session that cannot be asked for is no reason to hide them. */
async function leaveWhenSignedIn({ search }: { search: Back }): Promise<void> {
  const session = await guardSession().catch(() => null);
  if (session) throw redirect({ href: pathWithin(search.back), replace: true });
}

/** While nobody has an account, one is made before anybody signs in. Not to know it is no reason to hide the form. */
async function leaveWhenNobodyCan(asked: { search: Back }): Promise<void> {
  await leaveWhenSignedIn(asked);
  const ways = await queryClient.ensureQueryData(waysInOptions()).catch(() => undefined);
  if (ways?.isFirst) throw redirect({ to: '/sign-up', search: asked.search, replace: true });
}

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: backSearch,
  beforeLoad: leaveWhenNobodyCan,
  component: lazyRouteComponent(() => import('../screens/signIn/SignInScreen.tsx'), 'SignInScreen'),
});
const signUp = createRoute({
  getParentRoute: () => root,
  path: '/sign-up',
  validateSearch: (search: Record<string, unknown>): Back & { ticket?: string } => ({
    ...backSearch(search),
    ticket: searchText(search.ticket),
  }),
  beforeLoad: leaveWhenSignedIn,
  component: lazyRouteComponent(() => import('../screens/signIn/SignUpScreen.tsx'), 'SignUpScreen'),
});

const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: '/forgot-password',
  component: lazyRouteComponent(() => import('../screens/signIn/ForgotPasswordScreen.tsx'), 'ForgotPasswordScreen'),
});
const newPassword = createRoute({
  getParentRoute: () => root,
  path: '/new-password',
  validateSearch: (search: Record<string, unknown>): { token?: string } => ({ token: searchText(search.token) }),
  component: lazyRouteComponent(() => import('../screens/signIn/NewPasswordScreen.tsx'), 'NewPasswordScreen'),
});
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation/$token',
  component: lazyRouteComponent(() => import('../screens/signIn/InvitationScreen.tsx'), 'InvitationScreen'),
});

/** Everything below asks for a session first, and comes back after signing in. */
const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signedIn',
  beforeLoad: async ({ location }) => {
    if (!(await guardSession())) throw redirect({ to: '/sign-in', search: { back: location.href }, replace: true });
  },
  component: SignedIn,
});

const framed = createRoute({ getParentRoute: () => signedIn, id: 'framed', component: Frame });

const home = createRoute({
  getParentRoute: () => framed,
  path: '/',
  component: lazyRouteComponent(() => import('../screens/home/HomeScreen.tsx'), 'HomeScreen'),
});
const flows = createRoute({
  getParentRoute: () => framed,
  path: '/flows',
  validateSearch: flowFilters,
  component: lazyRouteComponent(() => import('../screens/flows/FlowsScreen.tsx'), 'FlowsScreen'),
});
const flowRuns = createRoute({
  getParentRoute: () => framed,
  path: '/flows/$flowId/runs',
  validateSearch: runFilters,
  component: lazyRouteComponent(() => import('../screens/runs/FlowRunsScreen.tsx'), 'FlowRunsScreen'),
});
const runFlow = createRoute({
  getParentRoute: () => framed,
  path: '/flows/$flowId/run',
  component: lazyRouteComponent(() => import('../screens/runs/RunFlowScreen.tsx'), 'RunFlowScreen'),
});
const runs = createRoute({
  getParentRoute: () => framed,
  path: '/runs',
  validateSearch: runFilters,
  component: lazyRouteComponent(() => import('../screens/runs/RunsScreen.tsx'), 'RunsScreen'),
});
const approvals = createRoute({
  getParentRoute: () => framed,
  path: '/approvals',
  validateSearch: approvalFilters,
  component: lazyRouteComponent(() => import('../screens/approvals/ApprovalsScreen.tsx'), 'ApprovalsScreen'),
});
const approval = createRoute({
  getParentRoute: () => framed,
  path: '/approvals/$approvalId',
  component: lazyRouteComponent(() => import('../screens/approvals/ApprovalScreen.tsx'), 'ApprovalScreen'),
});
const connectors = createRoute({
  getParentRoute: () => framed,
  path: '/connectors',
  validateSearch: connectorFilters,
  component: lazyRouteComponent(() => import('../screens/connectors/ConnectorsScreen.tsx'), 'ConnectorsScreen'),
});
const connector = createRoute({
  getParentRoute: () => framed,
  path: '/connectors/$connectorId',
  validateSearch: operationFilters,
  component: lazyRouteComponent(() => import('../screens/connectors/ConnectorScreen.tsx'), 'ConnectorScreen'),
});
const templates = createRoute({
  getParentRoute: () => framed,
  path: '/templates',
  validateSearch: templateFilters,
  component: lazyRouteComponent(() => import('../screens/templates/TemplatesScreen.tsx'), 'TemplatesScreen'),
});
const template = createRoute({
  getParentRoute: () => framed,
  path: '/templates/$templateId',
  validateSearch: templateSearch,
  component: lazyRouteComponent(() => import('../screens/templates/TemplateScreen.tsx'), 'TemplateScreen'),
});
const connections = createRoute({
  getParentRoute: () => framed,
  path: '/connections',
  validateSearch: connectionFilters,
  component: lazyRouteComponent(() => import('../screens/connections/ConnectionsScreen.tsx'), 'ConnectionsScreen'),
});
const connection = createRoute({
  getParentRoute: () => framed,
  path: '/connections/$connectionId',
  component: lazyRouteComponent(() => import('../screens/connections/ConnectionScreen.tsx'), 'ConnectionScreen'),
});
const tables = createRoute({
  getParentRoute: () => framed,
  path: '/tables',
  validateSearch: tablesFilters,
  component: lazyRouteComponent(() => import('../screens/tables/TablesScreen.tsx'), 'TablesScreen'),
});
const table = createRoute({
  getParentRoute: () => framed,
  path: '/tables/$tableId',
  validateSearch: rowFilters,
  component: lazyRouteComponent(() => import('../screens/tables/TableScreen.tsx'), 'TableScreen'),
});
const settings = createRoute({
  getParentRoute: () => framed,
  path: '/settings',
  component: lazyRouteComponent(() => import('../screens/settings/SettingsScreen.tsx'), 'SettingsScreen'),
});
const people = createRoute({
  getParentRoute: () => framed,
  path: '/settings/people',
  validateSearch: peopleFilters,
  component: lazyRouteComponent(() => import('../screens/settings/people/PeopleScreen.tsx'), 'PeopleScreen'),
});
const changes = createRoute({
  getParentRoute: () => framed,
  path: '/settings/changes',
  validateSearch: changeFilters,
  component: lazyRouteComponent(() => import('../screens/settings/changes/ChangesScreen.tsx'), 'ChangesScreen'),
});
const you = createRoute({
  getParentRoute: () => framed,
  path: '/settings/you',
  component: lazyRouteComponent(() => import('../screens/settings/you/YouScreen.tsx'), 'YouScreen'),
});

const flow = createRoute({
  getParentRoute: () => signedIn,
  path: '/flows/$flowId',
  validateSearch: (search: Record<string, unknown>): { step?: string; show?: string; run?: string } => ({
    step: searchText(search.step),
    show: searchText(search.show),
    run: searchText(search.run),
  }),
  component: lazyRouteComponent(() => import('../screens/flows/FlowScreen.tsx'), 'FlowScreen'),
});
const run = createRoute({
  getParentRoute: () => signedIn,
  path: '/runs/$runId',
  validateSearch: (search: Record<string, unknown>): { step?: string; items?: string } => ({
    step: searchText(search.step),
    items: searchText(search.items),
  }),
  component: lazyRouteComponent(() => import('../screens/runs/RunDetailScreen.tsx'), 'RunDetailScreen'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    signUp,
    forgotPassword,
    newPassword,
    invitation,
    signedIn.addChildren([
      flow,
      run,
      framed.addChildren([
        home,
        flows,
        flowRuns,
        runFlow,
        runs,
        approvals,
        approval,
        connectors,
        connector,
        templates,
        template,
        connections,
        connection,
        tables,
        table,
        settings,
        people,
        changes,
        you,
      ]),
    ]),
  ]),
  defaultPreload: 'intent',
  defaultErrorComponent: RouteError,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
