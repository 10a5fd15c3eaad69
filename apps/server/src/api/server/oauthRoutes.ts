import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '../../errors.ts';
import { type Html, html } from '../../hooks/forms/html.ts';
import type { Outcome } from '../../oauth/attempts.ts';
import { finishSignIn, type Return } from '../../oauth/finishSignIn.ts';
import type { OAuthDeps } from '../../oauth/oauthDeps.ts';
import type { Actor } from '../../policies/can.ts';

export type OAuthRouteOptions = {
  app: OAuthDeps;
  /** Whoever sends this request; null where nobody is signed in. */
  actorOf(request: FastifyRequest): Promise<Actor | null>;
};

/** `GET /oauth/callback`: where people come back to from every provider. It says what became of it, and nothing runs on it. */
export async function oauthRoutes(app: FastifyInstance, { app: deps, actorOf }: OAuthRouteOptions): Promise<void> {
  app.get('/callback', async (request, reply) => {
    const actor = await actorOf(request);
    const who = actor && { userId: actor.id, sessionId: actor.sessionId };
    const shown = await finished(returned(request.query), who, deps);
    return reply
      .code(shown.isGood ? 200 : 400)
      .headers({
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': "default-src 'none'; style-src-attr 'unsafe-inline'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
      })
      .send(page(shown).text);
  });
}

type Shown = { isGood: boolean; title: string; sentence: string };

async function finished(came: Return, who: Parameters<typeof finishSignIn>[1], deps: OAuthDeps): Promise<Shown> {
  try {
    return shownAs(await finishSignIn(came, who, deps));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { isGood: false, title: 'Not connected', sentence: error.message };
  }
}

function shownAs(outcome: Outcome): Shown {
  if (outcome.kind === 'refused') return { isGood: false, title: 'Not connected', sentence: outcome.problem };
  const { name, label } = outcome;
  const whose = label === undefined || label === name ? '' : ` It is ${label}.`;
  const sentence = `\u201c${name}\u201d is connected.${whose} You can close this page and go on in Patchbay.`;
  return { isGood: true, title: 'Connected', sentence };
}

/** The values of an address, each once and none too long to be one. */
function returned(query: unknown): Return {
  const given = Object.entries(query ?? {}).filter(
    ([name, value]) => NAMES.has(name) && typeof value === 'string' && value.length <= 10_000,
  );
  return Object.fromEntries(given);
}

const NAMES: ReadonlySet<string> = new Set(['state', 'code', 'iss', 'error', 'error_description']);

const BODY =
  'margin: 15vh auto; max-width: 34rem; padding: 0 1.5rem; font: 16px/1.5 system-ui, sans-serif; color-scheme: light dark';

function page({ title, sentence }: Shown): Html {
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title></head><body style="${BODY}"><main><h1>${title}</h1><p>${sentence}</p><p><a href="/connections">Connected accounts</a></p></main></body></html>`;
}
