import { check } from '@patchbay/flow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, type TestApp, testApp } from '../api/testing.ts';
import { viewRun, loadPlan } from '@patchbay/execution';
import type { FlowDocument } from '@patchbay/flow';
import { eventually } from '../worker/testing.ts';
import { catalogOf, refOf, rowsOf } from './broughtTables.ts';
import { startOf } from './startValues.ts';
import { templates } from './templates.ts';

let test: TestApp;
let api: Caller;
let workspaceId: string;

beforeAll(async () => {
  test = await testApp();
  ({ api, workspaceId } = await test.signUp('Ada Lovelace'));
});
afterAll(() => test.drop());

const all = await templates();

it('has enough to choose from', () => expect(all.length).toBeGreaterThanOrEqual(24));

/** What is only worth knowing, such as what cannot be repeated by itself, is part of real uses. */
const IS_WRONG = new Set<string>(['error', 'warning']);

/** Where no account is bound yet, and nothing else. */
const ALLOWED = new Set(['missing_connection']);

/** What mocks never do: nobody declines, nothing runs out of time or fails. */
const NEVER_ON_MOCKS = new Set(['declined', 'timeout', 'error']);

describe.each(all.map((template) => [template.id, template] as const))('%s', (id, template) => {
  const { document } = template;
  const steps = Object.values(document.steps);

  it('has nothing wrong with it but accounts that are not connected', async () => {
    const catalog = await catalogOf(template, workspaceId, test.app.catalogs);
    const wrong = check(document, catalog).filter(({ code, severity }) => IS_WRONG.has(severity) && !ALLOWED.has(code));
    expect(wrong.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([]);
  });

  it('runs on sample data to its end when it was made a flow of', async () => {
    const tables = template.tables.map(({ key }) => ({ key, make: `${id} ${key}`, withRows: true }));
    const { id: flowId } = await api.template.start({ workspaceId, templateId: id, tables });
    const { document } = (await api.flow.get({ flowId })).draft;
    const { samples } = startOf(template, await catalogOf(template, workspaceId, test.app.catalogs), Date.now());
    for (const payload of samples) {
      const { runId } = await api.run.try({ flowId, document, mode: 'mock', payload });
      const run = await ended(runId);
      expect(run.steps.filter(({ failure }) => failure).map(({ step, failure }) => ({ step, failure }))).toEqual([]);
      expect(run.status).toBe('succeeded');
    }
  });

  it('runs on its page, and every way of it with one of its samples', async () => {
    const page = await api.template.get({ workspaceId, templateId: id });
    const ran = new Set<string>();
    for (const sample of page.start.samples.keys()) {
      const tried = await api.template.try({ workspaceId, templateId: id, sample });
      expect(tried.steps.filter(({ problem }) => problem).map(({ id: step, problem }) => ({ step, problem }))).toEqual(
        [],
      );
      expect(tried.status).toBe('succeeded');
      for (const step of tried.steps) if (step.status === 'succeeded') ran.add(step.id);
    }
    expect(steps.map((step) => String(step.id)).filter((step) => !ran.has(step) && !isLeftOut(document, step))).toEqual(
      [],
    );
  });

  it('brings only tables that its steps use, with rows that fit them', () => {
    const used = JSON.stringify(document);
    expect(template.tables.filter((table) => !used.includes(`"${refOf(table)}"`))).toEqual([]);
    for (const table of template.tables) expect(rowsOf(table, Date.now())).toHaveLength(table.rows.length);
  });

  it('says on the canvas what it does, in plain words', () => {
    expect(Object.keys(document.notes)).not.toEqual([]);
    expect(template.name.length).toBeLessThanOrEqual(60);
    expect(template.description).toMatch(/^For .*\.$/u);
    expect(id).toMatch(/^[a-z][a-z0-9-]+$/);
  });

  it('holds no account and nothing secret', () => {
    expect(steps.filter(({ connection }) => connection !== undefined)).toEqual([]);
    expect(JSON.stringify(template)).not.toMatch(/sk_live|xox[bp]-|AKIA|ghp_|-----BEGIN|localhost|127\.0\.0\.1/);
  });

  it('asks only for what its steps have, and not for much', async () => {
    const { apps, toFill } = await api.template.get({ workspaceId, templateId: id });
    expect(
      template.fill.filter(({ step, field }) => document.steps[step as never]?.inputs[field] === undefined),
    ).toEqual([]);
    expect(apps.length).toBeLessThanOrEqual(5);
    expect(toFill.length).toBeLessThanOrEqual(6);
  });
});

/** The run once it is over. */
function ended(runId: string) {
  return eventually(async () => {
    const { events, plan } = await api.run.get({ runId });
    const view = viewRun(loadPlan(plan), events);
    return view.finishedAt === undefined ? undefined : view;
  });
}

/** A step that no mock comes to: every way to it begins where somebody declines or time runs out. */
function isLeftOut({ edges }: FlowDocument, step: string): boolean {
  const into = Object.values(edges).filter(({ to }) => to === step);
  const isNever = ({ from, outlet }: FlowDocument['edges'][string]) =>
    NEVER_ON_MOCKS.has(outlet) || isLeftOut({ edges } as FlowDocument, from);
  return into.length > 0 && into.every(isNever);
}
