import type { ChangeKind } from '../changes/changeKinds.ts';
import type { NewChange } from '../changes/changeStore.ts';
import type { RequestContext } from './context.ts';

/** What a change is, but for who made it. */
type Described = Omit<NewChange, 'userId'>;

/** `input` was checked by the procedure before this is asked. */
type Asked = { ctx: RequestContext; input: unknown; result: unknown; before: Described | undefined };

/**
 * How a call is written down: as begun, and once it succeeded. `before` is asked before the call, for what is gone or renamed
 * after it; without it, the call is begun as `kind`, about what the field `subjectIn` of its input says.
 */
export type NotedChange = {
  kind: ChangeKind;
  subjectIn?: string;
  before?(ctx: RequestContext, input: unknown): Promise<Described | undefined>;
  after(asked: Asked): Promise<Described | undefined> | Described | undefined;
};

/** A text or number by its name, else an empty text. */
function field(value: unknown, name: string): string {
  const found = typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name) : [];
  const text = found?.[1];
  return typeof text === 'string' || typeof text === 'number' ? String(text) : '';
}

async function flow(ctx: RequestContext, flowId: string, kind: ChangeKind): Promise<Described | undefined> {
  const found = await ctx.flows.findDraft(flowId);
  return found === null ? undefined : { workspaceId: found.workspaceId, kind, subject: found.name, subjectId: flowId };
}

/** A new flow, by the id that the call gave. */
const madeFlow: NotedChange = {
  kind: 'flow.created',
  subjectIn: 'name',
  after: ({ ctx, result }) => flow(ctx, field(result, 'id'), 'flow.created'),
};

function account(kind: ChangeKind): NotedChange {
  return {
    kind,
    async before(ctx, input) {
      const [workspaceId, subjectId] = [field(input, 'workspaceId'), field(input, 'connectionId')];
      const found = await ctx.connections.find(workspaceId, subjectId);
      return found === null ? undefined : { workspaceId, kind, subject: found.name, subjectId };
    },
    after: ({ before }) => before,
  };
}

function member(kind: ChangeKind): NotedChange {
  return {
    kind,
    async before(ctx, input) {
      const [workspaceId, userId] = [field(input, 'workspaceId'), field(input, 'userId')];
      const found = (await ctx.workspaces.members(workspaceId)).find((one) => one.userId === userId);
      return found && { workspaceId, kind, subject: found.email, subjectId: userId };
    },
    after: ({ before, input }) => before && { ...before, detail: field(input, 'role') || undefined },
  };
}

function invitation(kind: ChangeKind): NotedChange {
  return {
    kind,
    async before(ctx, input) {
      const found = await ctx.invitations.find(field(input, 'invitationId'));
      return found === null ? undefined : { workspaceId: found.workspaceId, kind, subject: found.email };
    },
    after: ({ before }) => before,
  };
}

/** What the call was about, by a field of its input. */
function named(kind: ChangeKind, name: string): NotedChange {
  return {
    kind,
    subjectIn: name,
    after: ({ input }) => ({ workspaceId: field(input, 'workspaceId'), kind, subject: field(input, name) }),
  };
}

/**
 * The calls of which others should be able to learn, by the procedure's path. Making a workspace and joining one are written
 * down with the change itself (`store/`).
 */
export const notedChanges: Readonly<Record<string, NotedChange>> = {
  'flow.create': madeFlow,
  'flow.duplicate': madeFlow,
  'flow.import': madeFlow,
  'template.start': madeFlow,
  'flow.rename': {
    kind: 'flow.renamed',
    before: (ctx, input) => flow(ctx, field(input, 'flowId'), 'flow.renamed'),
    after: ({ before, input }) => before && { ...before, subject: field(input, 'name'), detail: before.subject },
  },
  'flow.publish': {
    kind: 'flow.published',
    before: (ctx, input) => flow(ctx, field(input, 'flowId'), 'flow.published'),
    async after({ ctx, input, result }) {
      const described = await flow(ctx, field(input, 'flowId'), 'flow.published');
      return described && { ...described, detail: field(result, 'number') };
    },
  },
  'flow.setActive': {
    kind: 'flow.on',
    before(ctx, input) {
      const isOn = typeof input === 'object' && input !== null && 'active' in input && input.active === true;
      return flow(ctx, field(input, 'flowId'), isOn ? 'flow.on' : 'flow.off');
    },
    after: ({ before }) => before,
  },
  'flow.delete': {
    kind: 'flow.deleted',
    before: (ctx, input) => flow(ctx, field(input, 'flowId'), 'flow.deleted'),
    after: ({ before }) => before,
  },
  'connection.create': named('connection.created', 'name'),
  'connection.reconnect': account('connection.reconnected'),
  'connection.replaceIn': account('connection.replaced'),
  'connection.share': account('connection.shared'),
  'connection.delete': account('connection.deleted'),
  'connector.import': {
    kind: 'connector.imported',
    after({ input, result }) {
      const connector =
        typeof result === 'object' && result !== null && 'connector' in result ? result.connector : undefined;
      const subject = field(connector, 'name');
      return { workspaceId: field(input, 'workspaceId'), kind: 'connector.imported', subject };
    },
  },
  'connector.setOverlay': named('connector.adjusted', 'connector'),
  'connector.setBaseUrl': named('connector.adjusted', 'connector'),
  'connector.delete': named('connector.deleted', 'connector'),
  'oauth.setClient': named('oauthClient.set', 'connector'),
  'oauth.removeClient': named('oauthClient.removed', 'connector'),
  'workspace.update': named('workspace.renamed', 'name'),
  'workspace.leave': {
    kind: 'member.left',
    after: ({ ctx, input }) => ({
      workspaceId: field(input, 'workspaceId'),
      kind: 'member.left',
      subject: ctx.actor?.email ?? '',
    }),
  },
  'member.changeRole': member('member.role'),
  'member.remove': member('member.removed'),
  'member.resetLink': member('member.reset'),
  'invitation.create': {
    kind: 'member.invited',
    subjectIn: 'email',
    after: ({ input }) => ({
      workspaceId: field(input, 'workspaceId'),
      kind: 'member.invited',
      subject: field(input, 'email').toLowerCase(),
      detail: field(input, 'role'),
    }),
  },
  'invitation.revoke': invitation('member.uninvited'),
};
