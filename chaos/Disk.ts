import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** So much is written at a time. */
const PIECE = 64 * 1024;

/** A small disk of its own, which can be filled to the last byte and emptied again. It needs the right to mount. */
export class Disk {
  readonly #folder: string;
  readonly #ballast: string;

  private constructor(folder: string) {
    this.#folder = folder;
    this.#ballast = join(folder, 'ballast');
  }

  /** A disk of so many megabytes at `folder`, which is made where there is none. */
  static open(folder: string, megabytes: number): Disk {
    mkdirSync(folder, { recursive: true });
    const { status, stderr } = mount(folder, megabytes);
    if (status !== 0) throw new Error(`No disk can be mounted at ${folder}: ${stderr}`);
    return new Disk(folder);
  }

  /** What keeps this machine from having such a disk, in words; undefined where nothing does. */
  static missing(): string | undefined {
    const folder = mkdtempSync(join(tmpdir(), 'patchbay-mount-'));
    try {
      if (mount(folder, 1).status !== 0) return 'needs the right to mount';
      unmount(folder);
      return undefined;
    } finally {
      rmdirSync(folder);
    }
  }

  /** Takes all the room there is, also what somebody has let go of since the last time. */
  fill(): void {
    for (let piece = PIECE; piece >= 1; piece = Math.floor(piece / 8)) this.#write(piece);
  }

  empty(): void {
    rmSync(this.#ballast, { force: true });
  }

  close(): void {
    unmount(this.#folder);
  }

  #write(piece: number): void {
    const { bavail, bsize } = statfsSync(this.#folder);
    const bytes = Buffer.alloc(piece);
    try {
      for (let left = bavail * bsize; left >= piece; left -= piece)
        appendFileSync(this.#ballast, bytes, { mode: 0o644 });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
    }
  }
}

function mount(folder: string, megabytes: number) {
  // A program that is not there has no status, and is no success.
  return spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0777`, 'patchbay-chaos', folder], {
    encoding: 'utf8',
  });
}

/** At once for whoever comes by the name; for those who are in it, when they leave. */
function unmount(folder: string): void {
  spawnSync('umount', ['--lazy', folder]);
}
