import { config } from 'zod/mini';

// Zod tries to compile its checks at run time, which our content security policy refuses and the browser then reports.
config({ jitless: true });
