import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Connector, HttpRequest, Overlay } from '@patchbay/connector';
import { connectorProblems } from '@patchbay/connector/testing';
import { readDescription } from '@patchbay/openapi';
import { describe, expect, it } from 'vitest';
import { type Fixture, fixturesIn, refusedIn } from './fixture.ts';
import { type Judge, openJudge, problemsIn, SPECS } from './judge.ts';
import { operationOf, replay, UnrecordedRequest } from './replay.ts';

type Options = {
  /** The vendor's own description, as a file of the folder that `PATCHBAY_SPECS` names. */
  judge?: string;
  /** Fixtures that this description denies although the API takes them, by name, with what is wrong in it. */
  denied?: Readonly<Record<string, string>>;
};

/**
 * All that is tested of a connector of an app: its fixtures, recorded calls, which it has to make and to read as they were;
 * those that the vendor's own description must reject; and that nothing in it is out of place.
 */
export function describeApi(connector: Connector, folder: string, { judge, denied = {} }: Options = {}): void {
  const fixtures = fixturesIn(folder);
  describe(connector.id, () => {
    describeConnector(connector, { folder, fixtures: fixtures.map(([, fixture]) => fixture) });
    describe.each(fixtures)('%s', (_name, fixture) => describeFixture(connector, fixture));
    const rules = judge === undefined ? undefined : openJudge(judge);
    describeRefused(connector, folder, { judge, rules });
    if (judge !== undefined) describeJudged(connector, fixtures, { judge, rules, denied });
  });
}

/** The largest descriptions of vendors take seconds to read and to compile. */
const PATIENCE_MS = 60_000;

type Judging = { judge: string | undefined; rules: Judge | undefined };

function describeConnector(
  connector: Connector,
  { folder, fixtures }: { folder: string; fixtures: readonly Fixture[] },
): void {
  it('has nothing out of place', () => {
    expect(connectorProblems(connector)).toEqual([]);
  });

  it('adds nothing to what its description does not have', async () => {
    const { overlay } = (await import(join(folder, 'overlay.ts'))) as { overlay: Overlay };
    const source = readFileSync(join(folder, 'openapi.json'));
    const description = readDescription(source, { id: connector.id, overlay });
    for (const { name } of description.operations) description.operation(name);
    expect(description.problems.filter((problem) => !isElsewhere(problem, connector))).toEqual([]);
  });

  it('has a recorded call of every operation', () => {
    const calls = Object.entries(connector.operations).filter(([, { kind, hosted }]) => kind === 'call' && !hosted);
    const recorded = new Set(fixtures.map(({ operation }) => operation));
    expect(calls.map(([name]) => name).filter((name) => !recorded.has(name))).toEqual([]);
  });
}

/** What is open in an address, the account fills in; and what is looked things up with may be written in code. */
function isElsewhere(problem: string, { operations }: Connector): boolean {
  const [, lookup] = /looks things up with "(\w+)"/.exec(problem) ?? [];
  return problem.endsWith('Check the address.') || (lookup !== undefined && Object.hasOwn(operations, lookup));
}

function describeFixture(connector: Connector, fixture: Fixture): void {
  it('asks and reads as it was recorded', () => {
    const { input, output } = operationOf(connector, fixture.operation);
    // What is refused may well be what no form would let through.
    if (fixture.failure === undefined) expect(problemsIn(input, fixture.input)).toEqual([]);
    const { result, requests } = replay(connector, fixture);
    expect(requests).toHaveLength(fixture.exchanges.length);
    if (fixture.failure !== undefined) {
      const { code, message } = result.failure ?? {};
      expect({ code, message }).toEqual(fixture.failure);
      return;
    }
    expect(result.failure).toBeUndefined();
    expect(result.value).toEqual(fixture.output);
    expect(problemsIn(output, result.value)).toEqual([]);
  });
}

/** The form refuses some of them itself; the rest is up to the vendor's description. */
function describeRefused(connector: Connector, folder: string, { judge, rules }: Judging): void {
  const refused = refusedIn(folder);
  if (refused.length === 0) return;
  const isJudged = judge === undefined || rules !== undefined;
  const says = `refuses %s${isJudged ? '' : missing(judge)}`;
  it.skipIf(!isJudged).each(refused)(says, { timeout: PATIENCE_MS }, (_name, { operation, input }) => {
    const called = operationOf(connector, operation);
    if (rules === undefined) {
      expect(problemsIn(called.input, input)).not.toEqual([]);
      return;
    }
    const requests = sentFor(connector, { operation, input });
    // One that is not even built needs no judge.
    if (requests.length === 0) return;
    expect(requests.map(rules)).toContainEqual({ knows: true, problems: expect.arrayContaining([expect.any(String)]) });
  });
}

/** The first request of a call; none where it is not even built. */
function sentFor(connector: Connector, { operation, input }: Pick<Fixture, 'operation' | 'input'>): HttpRequest[] {
  try {
    return replay(connector, { operation, input, exchanges: [] }).requests;
  } catch (error) {
    if (error instanceof UnrecordedRequest) return [error.request];
    throw error;
  }
}

function describeJudged(
  connector: Connector,
  fixtures: readonly [string, Fixture][],
  { judge: file, rules: judge, denied }: Judging & { denied: NonNullable<Options['denied']> },
): void {
  const says = `sends what its vendor's description allows${judge ? '' : missing(file)}`;
  it.skipIf(judge === undefined)(says, { timeout: PATIENCE_MS }, () => {
    const verdicts = fixtures.flatMap(([name, fixture]) =>
      replay(connector, fixture).requests.flatMap((request) => {
        const verdict = judge?.(request);
        return verdict?.knows ? [{ name, problems: verdict.problems }] : [];
      }),
    );
    expect(verdicts).not.toEqual([]);
    const refused = verdicts.filter(({ problems }) => problems.length > 0);
    expect(refused.filter(({ name }) => !Object.hasOwn(denied, name))).toEqual([]);
    // What it has come to allow needs no excuse any more.
    expect(refused.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(denied)));
  });
}

function missing(file: string | undefined): string {
  return ` (skipped: ${file} is not in ${SPECS}; see PATCHBAY_SPECS)`;
}
