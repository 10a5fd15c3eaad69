import type { Overlay } from '@patchbay/connector';
import { z } from 'zod';

const Text = z.string().trim().min(1).max(500);
const Path = z.string().max(200);
const Paths = z.union([Path, z.array(Path).max(10)]);
const Url = z.url({ protocol: /^https?$/ }).max(2_000);
/** A client's secret and the tokens go there: nobody may read them on the way, but on the machine itself. */
const ProviderUrl = Url.refine((url) => /^https:|^http:\/\/(127\.0\.0\.1|localhost|\[::1\])[:/]/.test(url), {
  error: 'The address has to begin with https://.',
});
const Scope = z
  .string()
  .max(200)
  .regex(/^[^\s,]+$/, { error: 'A permission has no blanks and no commas.' });
const Place = z.strictObject({ in: z.enum(['query', 'header', 'body']), name: Text });

const common = { items: Path, size: Place.extend({ most: z.int().min(1).max(100_000) }).optional() };
const Paging = z.discriminatedUnion('style', [
  z.strictObject({ ...common, style: z.literal('cursor'), next: Path, to: Place, more: Path.optional() }),
  z.strictObject({ ...common, style: z.literal('offset'), to: Place, total: Path.optional() }),
  z.strictObject({
    ...common,
    style: z.literal('page'),
    to: Place,
    first: z.union([z.literal(0), z.literal(1)]).optional(),
    total: Path.optional(),
  }),
  z.strictObject({ ...common, style: z.literal('link') }),
  z.strictObject({ ...common, style: z.literal('nextUrl'), next: Path }),
  z.strictObject({ ...common, style: z.literal('lastItem'), item: Path, to: Place, more: Path.optional() }),
]);

const Advice = z.strictObject({
  sentence: Text.max(300).optional(),
  retry: z.enum(['never', 'later', 'after-reconnect']).optional(),
});
const Answer = z.strictObject({
  refusedWhen: z.strictObject({ at: Path, is: z.array(z.json()).max(20).optional() }).optional(),
  message: Paths.optional(),
  code: Paths.optional(),
  advice: z
    .record(Text.max(120), Advice)
    .refine((advice) => Object.keys(advice).length <= 100, { error: 'There is advice for at most 100 codes.' })
    .optional(),
});

const words = { title: Text.max(120).optional(), description: Text.optional(), helpUrl: Url.optional() };
const Way = z.discriminatedUnion('kind', [
  z.strictObject({ ...words, kind: z.literal('bearer'), prefix: Text.max(50).optional() }),
  z.strictObject({ ...words, kind: z.literal('basic') }),
  z.strictObject({
    ...words,
    kind: z.literal('apiKey'),
    in: z.enum(['header', 'query', 'cookie']),
    name: Text.max(120),
    prefix: z.string().max(50).optional(),
  }),
  z.strictObject({
    ...words,
    kind: z.literal('oauth2'),
    authorizeUrl: ProviderUrl.optional(),
    tokenUrl: ProviderUrl.optional(),
    scopes: z.array(Scope).max(500),
    defaultScopes: z.array(Scope).max(500).optional(),
    scopeSeparator: z.enum([' ', ',']).optional(),
    clientSecretIn: z.enum(['body', 'header']).optional(),
    hasNoPkce: z.literal(true).optional(),
    authorizeParameters: z.record(Text.max(100), z.string().max(500)).optional(),
  }),
]);

const Limit = z.strictObject({ requests: z.int().min(1).max(1_000_000), perMs: z.int().min(100).max(86_400_000) });
const EditedOperation = z.strictObject({
  title: Text.max(120).optional(),
  description: Text.optional(),
  group: Text.max(60).optional(),
  effect: z.enum(['read', 'create', 'update', 'delete', 'send']).optional(),
  isHidden: z.boolean().optional(),
  idempotencyHeader: Text.max(120).optional(),
  paging: Paging.optional(),
  answer: Answer.optional(),
  limit: Limit.optional(),
});

/** What an admin may add to an imported description on its page: part of what an overlay can say. */
export const EditedOverlay = z
  .strictObject({
    name: Text.max(80).optional(),
    description: Text.optional(),
    baseUrl: z.string().max(2_000).optional(),
    auth: z.array(Way).max(10).optional(),
    defaults: z
      .strictObject({ answer: Answer.optional(), limit: Limit.optional(), isBodyFlat: z.boolean().optional() })
      .optional(),
    operations: z.record(z.string().max(200), EditedOperation).optional(),
  })
  .transform((edited) => edited as Overlay);
