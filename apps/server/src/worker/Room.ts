/** How many runs a process moves at once, and how many of each workspace's it does whatever others have it do. */
export type RoomSize = { most: number; share: number };

/** Generous: they wait for answers from outside most of the time. More would hold memory and answer nobody sooner. */
export const ROOM: RoomSize = { most: 500, share: 50 };

/** Which workspaces a process moves how many runs of. Nobody's flood takes away the share of another. */
export class Room {
  readonly #size: RoomSize;
  readonly #taken = new Map<string, number>();
  #total = 0;

  constructor(size: RoomSize) {
    this.#size = size;
  }

  get left(): number {
    return Math.max(0, this.#size.most - this.#total);
  }

  get share(): number {
    return this.#size.share;
  }

  get taken(): { workspaceId: string; runs: number }[] {
    return Array.from(this.#taken, ([workspaceId, runs]) => ({ workspaceId, runs }));
  }

  hasRoomFor(workspaceId: string): boolean {
    return this.#total < this.#size.most || (this.#taken.get(workspaceId) ?? 0) < this.#size.share;
  }

  enter(workspaceId: string): void {
    this.#total += 1;
    this.#taken.set(workspaceId, (this.#taken.get(workspaceId) ?? 0) + 1);
  }

  leave(workspaceId: string): void {
    this.#total -= 1;
    const runs = (this.#taken.get(workspaceId) ?? 0) - 1;
    if (runs > 0) this.#taken.set(workspaceId, runs);
    else this.#taken.delete(workspaceId);
  }
}
