import { z } from 'zod';

/** The last part of an invitation's link. */
export const token = z.string().min(1).max(200);

export const invitationId = z.uuid();
