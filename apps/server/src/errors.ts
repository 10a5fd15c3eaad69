import type { TRPC_ERROR_CODE_KEY } from '@trpc/server';

/** Every error a person can meet: one row each, with the sentence they read. Codes are never reused. */
const table = {
  not_signed_in: ['UNAUTHORIZED', 'Sign in to go on.'],
  not_found: ['NOT_FOUND', 'This no longer exists, or you cannot see it.'],
  not_allowed: ['FORBIDDEN', 'Your role does not allow this. Ask an admin of the workspace.'],
  input_not_understood: ['BAD_REQUEST', 'Patchbay did not understand this request. Reload the page and try again.'],
  request_from_elsewhere: ['FORBIDDEN', 'This request came from another site, so it was refused.'],
  too_many_requests: ['TOO_MANY_REQUESTS', 'Too many tries. Wait a minute and try again.'],
  unexpected: [
    'INTERNAL_SERVER_ERROR',
    'Something went wrong inside Patchbay. Try again; if it stays, look at the log.',
  ],

  last_owner: ['PRECONDITION_FAILED', 'A workspace needs an owner. Make somebody else an owner first.'],
  already_member: ['CONFLICT', 'This person belongs to the workspace already.'],
  invitation_over: ['NOT_FOUND', 'This invitation is over: it was used, taken back, or is too old. Ask for a new one.'],
  invitation_for_another: ['FORBIDDEN', 'This invitation is for another e-mail address. Sign out, then open it again.'],
  sign_up_by_invitation: [
    'FORBIDDEN',
    'Accounts are made by invitation here. Ask an admin of a workspace to invite you.',
  ],
  reset_link_refused: ['FORBIDDEN', 'A link for a new password cannot be made for this person.'],

  flow_changed_elsewhere: ['CONFLICT', 'Somebody changed the same part of this flow since you opened it.'],
  flow_has_problems: ['PRECONDITION_FAILED', 'Fix the marked steps before publishing.'],
  start_values_unfit: ['BAD_REQUEST', 'The flow cannot be started with these values.'],
  flow_not_on: ['PRECONDITION_FAILED', 'Switch this flow on first.'],
  flow_not_published: ['PRECONDITION_FAILED', 'Publish this flow first.'],
  flow_cannot_be_started: ['PRECONDITION_FAILED', 'This flow has no trigger to start it by hand.'],
  flow_file_unreadable: ['BAD_REQUEST', 'This is not a flow file that Patchbay can read.'],
  document_unreadable: ['BAD_REQUEST', 'This flow cannot be read.'],

  description_unreadable: ['BAD_REQUEST', 'This API description cannot be read.'],
  description_too_slow: [
    'BAD_REQUEST',
    'Reading this API description took longer than five seconds, so it was refused.',
  ],
  description_too_large: ['PAYLOAD_TOO_LARGE', 'This API description is larger than 25 MB.'],
  link_unreachable: ['BAD_REQUEST', 'The link could not be opened.'],
  lookup_failed: ['BAD_REQUEST', 'The app did not give its choices.'],
  connector_in_use: ['PRECONDITION_FAILED', 'Flows still use this connector. Change or delete them first.'],
  connector_built_in: ['BAD_REQUEST', 'This connector comes with Patchbay and cannot be changed.'],
  base_url_unusable: ['BAD_REQUEST', 'A base URL starts with http:// or https:// and names a host.'],

  approval_not_yours: ['FORBIDDEN', 'This is not for you to answer.'],
  approval_over: ['CONFLICT', 'This no longer waits for an answer.'],

  run_not_over: ['PRECONDITION_FAILED', 'This run is not over yet. Wait for its end, or cancel it.'],
  run_cannot_be_replayed: ['PRECONDITION_FAILED', 'This run cannot be run again so.'],

  file_too_large: ['PAYLOAD_TOO_LARGE', 'This file is larger than 100 MB, so it was not kept.'],
  files_unavailable: [
    'SERVICE_UNAVAILABLE',
    'Files cannot be kept or given just now: their place is full or does not answer. Whoever runs Patchbay can see why in its log.',
  ],

  connection_kind_mismatch: ['BAD_REQUEST', 'This connector signs in in another way.'],
  connection_does_not_work: ['BAD_REQUEST', 'The account does not work with what was typed.'],
  connection_fields_unfit: ['BAD_REQUEST', 'The account cannot be connected with what was typed.'],
  connection_use_changed: [
    'CONFLICT',
    'What uses this account has changed meanwhile. Look again before it is disconnected.',
  ],
  connection_does_not_fit: [
    'BAD_REQUEST',
    'Only another account of the same connector can take the place of this one.',
  ],
  connection_broken: ['PRECONDITION_FAILED', 'This account does not work. Connect it again first.'],
  connection_not_shared: ['FORBIDDEN', 'This account is not shared with you. Ask whoever connected it to share it.'],
  sign_in_not_set_up: [
    'PRECONDITION_FAILED',
    'Signing in at this provider is not set up yet: its client id and secret are missing.',
  ],
  sign_in_refused: ['BAD_REQUEST', 'Signing in at the provider did not work.'],
  sign_in_over: ['BAD_REQUEST', 'This sign-in is over, or was not begun here. Begin again in Patchbay.'],

  table_refused: ['BAD_REQUEST', 'This could not be kept in the table.'],
  csv_refused: ['BAD_REQUEST', 'This CSV file was not taken in.'],
  sample_refused: ['BAD_REQUEST', 'This sample could not be kept.'],
  saved_value_refused: ['BAD_REQUEST', 'This value could not be kept.'],
} as const satisfies Record<string, readonly [TRPC_ERROR_CODE_KEY, string]>;

export type AppErrorCode = keyof typeof table;

/** Every code with its transport code and sentence, for the documentation and its test. */
export const appErrors: readonly { code: AppErrorCode; transportCode: TRPC_ERROR_CODE_KEY; sentence: string }[] =
  Object.entries(table).map(([code, [transportCode, sentence]]) => ({
    code: code as AppErrorCode, // Object.entries forgets the keys of a literal.
    transportCode,
    sentence,
  }));

/** A request is refused. Thrown by use cases; `message` is what the person reads, `details` is data for the screen. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: AppErrorCode;
  readonly transportCode: TRPC_ERROR_CODE_KEY;
  readonly details: unknown;

  /** `reason` is one more plain sentence, added where the table's alone does not say what to do. */
  constructor(code: AppErrorCode, options: { reason?: string; details?: unknown; cause?: unknown } = {}) {
    const [transportCode, sentence] = table[code];
    super(options.reason === undefined ? sentence : `${sentence} ${options.reason}`, { cause: options.cause });
    this.code = code;
    this.transportCode = transportCode;
    this.details = options.details;
  }
}
