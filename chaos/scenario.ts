import type { Cluster } from './Cluster.ts';

/** What a story showed: figures in words, and what broke a promise. Nothing broken: it holds. */
export type Outcome = { measured: string; broken: readonly string[] };

/** A copy of the code with one fault in it, which the story must notice. */
export type Mutant = { name: string; file: string; find: string; put: string };

export type Scenario = {
  name: string;
  /** Of README's table. */
  promise: string;
  /** What has to hold, with its figures. */
  bar: string;
  /** The services of each machine; the first has the API. */
  machines: readonly string[];
  run(cluster: Cluster, options: { seconds: number }): Promise<Outcome>;
  mutants: readonly Mutant[];
};

/** Every machine does everything. */
export const ALL = 'api,hooks,worker';
