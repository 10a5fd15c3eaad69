import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../errors.ts';

/** Outside tRPC, which has its own table, only these are thrown. */
const statuses: Readonly<Record<string, number>> = {
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  PAYLOAD_TOO_LARGE: 413,
  TOO_MANY_REQUESTS: 429,
  SERVICE_UNAVAILABLE: 503,
};

/** Answers what a request outside tRPC was refused with, or that something went wrong. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  if (error instanceof AppError) {
    return reply.code(statuses[error.transportCode] ?? 400).send({ code: error.code, message: error.message });
  }
  const status = statusOf(error);
  if (status < 500)
    return reply.code(status).send({ code: 'input_not_understood', message: 'This request cannot be read.' });
  request.log.error({ err: error }, 'A request failed.');
  const { code, message } = new AppError('unexpected');
  return reply.code(500).send({ code, message });
}

function statusOf(error: unknown): number {
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : 500;
}
