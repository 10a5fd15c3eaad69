import { getHeapStatistics } from 'node:v8';

/** Of new objects, in megabytes. Below 16 a call costs a sixth more. */
const SMALLEST_NURSERY = 16;
const LARGEST_NURSERY = 64;
const SHARE_OF_HEAP = 64;

/**
 * How the server's process is run. With 50 calls under way a tenth of the CPU goes to moving what is still in use out of a
 * nursery of 16 MB, and hardly any with 64; so it has a share of what the process may hold: `heapMb`, where that is limited.
 */
export function serverFlags({ heapMb } = {}) {
  const share = Math.round((heapMb ?? getHeapStatistics().heap_size_limit / 2 ** 20) / SHARE_OF_HEAP);
  const nursery = Math.min(Math.max(share, SMALLEST_NURSERY), LARGEST_NURSERY);
  return [
    '--disallow-code-generation-from-strings',
    `--max-semi-space-size=${nursery}`,
    // For one collection at the end of the start, after which the process holds a fifth less.
    '--expose-gc',
    ...(heapMb === undefined ? [] : [`--max-old-space-size=${heapMb}`]),
  ];
}
