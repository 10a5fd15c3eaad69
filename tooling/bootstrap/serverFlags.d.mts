/** Node's flags for the server's process. `heapMb`: the most that it may hold; absent: what Node allows. */
export function serverFlags(options?: { heapMb?: number }): string[];
