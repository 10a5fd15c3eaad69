import { z } from 'zod';

export const role = z.enum(['owner', 'admin', 'builder', 'viewer']);

export const userId = z.string().min(1).max(64);
