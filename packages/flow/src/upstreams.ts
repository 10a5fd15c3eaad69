import type { FlowDocument } from './document.ts';
import { type FlowGraph, topologicalOrder } from './graph.ts';

/**
 * Says for any two steps whether one is upstream of the other, as `upstreamOf` would, for a whole document at once. A bit a
 * pair: sets would cost a chain of a thousand steps half a million entries, and as many look-ups to make them.
 */
export function upstreamsOf(document: FlowDocument, graph: FlowGraph): (step: string, of: string) => boolean {
  const order = topologicalOrder(document, graph);
  const places = new Map<string, number>(order.map((id, place) => [id, place]));
  const words = Math.ceil(order.length / 32);
  const bits = new Uint32Array(order.length * words);

  /** Whatever is before `earlier`, and that itself, is before `place`. Whether that was news. */
  const follow = (place: number, earlier: number): boolean => {
    let isNews = false;
    for (let word = 0; word < words; word++) {
      const at = place * words + word;
      const own = word === earlier >> 5 ? 1 << (earlier & 31) : 0;
      const before = bits[at] ?? 0;
      bits[at] = before | (bits[earlier * words + word] ?? 0) | own;
      isNews ||= bits[at] !== before;
    }
    return isNews;
  };

  const pass = (): boolean => {
    let isNews = false;
    for (const [place, id] of order.entries()) {
      const earlier = graph.incoming(id).map(({ from }) => places.get(from));
      for (const other of [...earlier, places.get(graph.step(id)?.parent ?? '')])
        if (other !== undefined) isNews = follow(place, other) || isNews;
    }
    return isNews;
  };
  // Once in order is enough, but for steps that wait for each other.
  while (pass());

  return (step, of) => {
    const [place, later] = [places.get(step), places.get(of)];
    if (place === undefined || later === undefined) return false;
    return ((bits[later * words + (place >> 5)] ?? 0) & (1 << (place & 31))) !== 0;
  };
}
