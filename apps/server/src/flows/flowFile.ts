import { type FlowDocument, migrateDocument } from '@patchbay/flow';
import { z } from 'zod';
import { AppError } from '../errors.ts';

/** A flow outside Patchbay: in git, in a mail. It holds no secret and, being data, does nothing by itself. */
export type FlowFile = {
  format: 'patchbay-flow';
  version: 1;
  name: string;
  /** What it does, in a sentence or two. */
  description?: string;
  document: FlowDocument;
};

const Envelope = z.object({
  format: z.literal('patchbay-flow'),
  version: z.literal(1),
  name: z.string().trim().min(1).max(120),
  description: z.string().trim().max(1_000).exactOptional(),
  document: z.unknown(),
});

/** Parses a flow file of any document version. Throws `flow_file_unreadable` with the reason. */
export function readFlowFile(file: unknown): FlowFile {
  const envelope = Envelope.safeParse(file);
  if (!envelope.success) {
    throw new AppError('flow_file_unreadable', {
      reason: 'It must say "format": "patchbay-flow", "version": 1, a name and a document.',
      cause: envelope.error,
    });
  }
  const { name, description } = envelope.data;
  const migrated = migrateDocument(envelope.data.document);
  if (!migrated.ok) throw new AppError('flow_file_unreadable', { reason: migrated.problem });
  return {
    format: 'patchbay-flow',
    version: 1,
    name,
    ...(description !== undefined && { description }),
    document: withoutConnections(migrated.document),
  };
}

/** Connected accounts belong to a workspace, so a flow that travels leaves them behind. */
export function withoutConnections(document: FlowDocument): FlowDocument {
  const steps = Object.entries(document.steps).map(([id, { connection: _left, ...step }]) => [id, step] as const);
  return { ...document, steps: Object.fromEntries(steps) };
}
