import type { RunEvent } from '@patchbay/execution';
import type { InLine } from './SimulatedTurns.ts';

type Journals = ReadonlyMap<string, { events: readonly RunEvent[] }>;

type Stay = { runId: string; key: string; from: number; to: number };

/** What the journals say against a limit: more runs under way than it lets, or one that went before another of its line. */
export function turnViolations(journals: Journals, came: ReadonlyMap<string, InLine>, atOnce: number): string[] {
  const stays = [...journals].flatMap(([runId, { events }]) => stayOf(runId, events, came.get(runId)?.key ?? ''));
  const lines = Map.groupBy(stays, ({ key }) => key).values();
  return [...lines].flatMap((line) => [...tooMany(line, atOnce), ...outOfOrder(line, came)]);
}

/** From its turn, which the run itself notes a little later, to its end, which is noted a little before it is written. */
function stayOf(runId: string, events: readonly RunEvent[], key: string): Stay[] {
  const from = events.find(({ type }) => type === 'run.admitted')?.at;
  const to = events.find(({ type }) => type === 'run.finished')?.at ?? Number.POSITIVE_INFINITY;
  return from === undefined ? [] : [{ runId, key, from, to }];
}

function tooMany(line: readonly Stay[], atOnce: number): string[] {
  return line.flatMap(({ runId, from }) => {
    const beside = line.filter((other) => other.from <= from && other.to > from);
    return beside.length > atOnce ? [`${runId} is one of ${beside.length} under way at ${from}`] : [];
  });
}

function outOfOrder(line: readonly Stay[], came: ReadonlyMap<string, InLine>): string[] {
  return line.flatMap(({ runId }) => {
    const turn = came.get(runId)?.heldAt ?? 0;
    const passed = line.find(({ runId: earlier }) => {
      const other = came.get(earlier);
      return earlier < runId && other !== undefined && other.enteredAt < turn && (other.heldAt ?? turn) > turn;
    });
    return passed === undefined ? [] : [`${runId} went before ${passed.runId}`];
  });
}
