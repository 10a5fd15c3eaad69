import { randomBytes } from 'node:crypto';
import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/**
 * The headers of every answer but those of hooks, which write their own.
 * Scripts come from this server only. Style elements need the page's nonce, which Mantine and CodeMirror are given by
 * `<meta property="csp-nonce">`; style attributes may be inline, because the canvas places every step with one.
 */
export async function securityHeaders(app: FastifyInstance, { isHttps }: { isHttps: boolean }): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: false,
    crossOriginEmbedderPolicy: false,
    hsts: isHttps,
    referrerPolicy: { policy: 'same-origin' },
  });
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('content-security-policy', contentPolicy({ isHttps }));
  });
}

/** The policy of one answer. Without a nonce, no style element is allowed. */
export function contentPolicy({ nonce, isHttps }: { nonce?: string; isHttps: boolean }): string {
  return [
    "default-src 'self'",
    "script-src 'self'",
    "script-src-attr 'none'",
    `style-src-elem 'self'${nonce === undefined ? '' : ` 'nonce-${nonce}'`}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(isHttps ? ['upgrade-insecure-requests'] : []),
  ].join('; ');
}

/** Good for one page. */
export function newNonce(): string {
  return randomBytes(16).toString('base64url');
}
