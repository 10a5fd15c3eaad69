import type { Cluster } from './Cluster.ts';

/** What a story showed: figures in words, and what broke a promise. Nothing broken: it holds. */
export type Outcome = { measured: string; broken: readonly string[] };

/** What stands once in a file, and what is put in its place. */
export type Fault = { file: string; find: string; put: string };

/**
 * A copy of the code with a fault in it, which the story must notice; `also` where two walls stand one behind the other,
 * and either would be enough.
 */
export type Mutant = Fault & { name: string; also?: readonly Fault[] };

export type Scenario = {
  name: string;
  /** Of README's table. */
  promise: string;
  /** What has to hold, with its figures. */
  bar: string;
  /** The services of each machine; the first has the API. */
  machines: readonly string[];
  /** Small disks of their own, in megabytes: for the database, and for the files of the first machine. */
  disks?: { database?: number; files?: number };
  /** How another version of the code differs, and which machines have it. */
  other?: { changes: readonly Fault[]; machines: readonly number[] };
  /** Why this machine cannot tell the story, in words; undefined where it can. */
  missing?(): string | undefined;
  run(cluster: Cluster, options: { seconds: number }): Promise<Outcome>;
  mutants: readonly Mutant[];
};

/** Every machine does everything. */
export const ALL = 'api,hooks,worker';
