import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, launchBrowser } from '../../e2e/support/chromium.ts';
import { PatchbayClient } from '../../e2e/support/patchbayClient.ts';
import { median } from '../measure.ts';
import type { Options } from '../options.ts';
import { number, type Result, type Row } from '../report.ts';
import { startPatchbay } from '../stage.ts';
import { type CanvasCosts, measureCanvas, measureQuickAdd } from '../web/canvas.ts';
import { kept, orders, sheet } from '../web/flows.ts';
import { measureRoutes, type RouteCost } from '../web/routes.ts';
import { openTab, settled, signIn } from '../web/tab.ts';

const MOST_MOVE_MS = 10;
const MOST_SELECT_MS = 50;
const MOST_FIND_MS = 100;
const MOST_OPEN_MS = 1_500;
const MOST_VIEW_MS = 150;
const MOST_ELEMENTS = 200;
const MOST_REQUESTS = 25;
const OPENINGS = 3;
const BYTES = 4_900_000;

type Site = { browser: Browser; url: string; state: Awaited<ReturnType<typeof signIn>>; client: PatchbayClient };

/** What the builder costs in a browser, the production build served as it is. */
export async function measureWeb(_options: Options): Promise<Result> {
  const home = mkdtempSync(join(tmpdir(), 'patchbay-bench-'));
  const patchbay = await startPatchbay({ home });
  const browser = await launchBrowser();
  try {
    const client = new PatchbayClient(patchbay.url);
    await client.signUp();
    const site: Site = { browser, url: patchbay.url, state: await signIn(browser, patchbay.url), client };
    const made = await makeFlows(client);
    const canvas = await canvasCosts(site, made.fiveHundred);
    const findMs = await findingCosts(site, made.small);
    process.stderr.write('.');
    const openMs = await opensIn(site, made.thousand);
    process.stderr.write('.');
    const viewer = await viewerCosts(site);
    process.stderr.write('.');
    const routes = await measureRoutes(browser, {
      ...site,
      routes: [
        ['home', '/'],
        ['flows', '/flows'],
        ['builder', `/flows/${made.small}`],
        ['runs', '/runs'],
        ['a run', `/runs/${viewer.runId}`],
        ['connections', '/connections'],
        ['apps', '/connectors'],
        ['templates', '/templates'],
        ['settings', '/settings'],
      ],
    });
    const rows = [
      ...canvasRows(canvas),
      findRow(findMs),
      openRow(openMs),
      ...viewerRows(viewer),
      ...routes.map(routeRow),
    ];
    return { rows, facts: { canvas, findMs, openMs, viewer, routes } };
  } finally {
    await browser.close();
    await patchbay.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

async function makeFlows(client: PatchbayClient) {
  const make = async (name: string, document: unknown) => {
    const { workspaceId } = client;
    const { id } = await client.call<{ id: string }>('flow.create', { workspaceId, name, document });
    return id;
  };
  return {
    small: await make('Ten steps', sheet(10)),
    fiveHundred: await make('500 steps', sheet(500)),
    thousand: await make('1,000 steps', sheet(1_000)),
  };
}

type Looks = { near: CanvasCosts; whole: CanvasCosts };

/** As it opens, and with every step in sight. */
async function canvasCosts({ browser, ...site }: Site, flowId: string): Promise<Looks> {
  const look = async (isWhole: boolean) => {
    const tab = await openTab(browser, site);
    await tab.page.goto(`/flows/${flowId}`);
    await tab.page.locator('.react-flow__node').first().waitFor();
    // What is fetched when the editor is idle has come.
    await tab.page.waitForTimeout(2_000);
    await tab.page.getByRole('button', { name: isWhole ? 'Show the whole flow' : /^Zoom \d+ %/ }).click();
    // The view glides there.
    await tab.page.waitForTimeout(1_000);
    await settled(tab.page);
    const costs = await measureCanvas(tab);
    await tab.close();
    return costs;
  };
  return { near: await look(false), whole: await look(true) };
}

/** What a letter costs that is typed to find a step. */
async function findingCosts({ browser, ...site }: Site, flowId: string): Promise<number> {
  const tab = await openTab(browser, site);
  await tab.page.goto(`/flows/${flowId}`);
  await tab.page.locator('.react-flow__node').first().waitFor();
  await tab.page.waitForTimeout(2_000);
  const ms = await measureQuickAdd(tab);
  await tab.close();
  return ms;
}

/** From the address to the first card on the screen, with nothing cached; the median. */
async function opensIn({ browser, ...site }: Site, flowId: string): Promise<number> {
  const took: number[] = [];
  for (let opening = 0; opening < OPENINGS; opening++) {
    const tab = await openTab(browser, site);
    await tab.page.goto(`/flows/${flowId}`, { waitUntil: 'commit' });
    await tab.page.locator('.react-flow__node').first().waitFor();
    await settled(tab.page);
    took.push(await tab.page.evaluate(() => performance.now()));
    await tab.close();
  }
  return median(took);
}

type Viewer = { runId: string; cpuMs: number; elements: number };

/** A run whose trigger holds 5 MB: the step is opened once so that its data is there, left, and opened again. */
async function viewerCosts({ browser, client, ...site }: Site): Promise<Viewer> {
  const { flowId, url } = await client.publish('Large orders', kept);
  const body = JSON.stringify(orders(BYTES));
  const headers = { 'content-type': 'application/json' };
  const sent = await fetch(url, { method: 'POST', headers, body });
  if (!sent.ok) throw new Error(`The webhook answered ${sent.status}.`);
  const runId = await runOf(client, flowId);
  const tab = await openTab(browser, site);
  await tab.page.goto(`/runs/${runId}`);
  const card = (name: string) => tab.page.locator(`.react-flow__node[data-id="${name}"]`);
  const shown = tab.page.locator('.data-line').first();
  await card('order').click();
  await shown.waitFor();
  await card('fields').click();
  await settled(tab.page);
  const cpuMs = await tab.cpu(async () => {
    await card('order').click();
    await shown.waitFor();
  });
  const elements = await tab.page.locator('.data-tree *').count();
  await tab.close();
  return { runId, cpuMs, elements };
}

/** The id of the flow's only run, once it has ended. */
async function runOf(client: PatchbayClient, flowId: string): Promise<string> {
  for (;;) {
    const { items } = await client.query<{ items: { id: string; status: string }[] }>('run.list', {
      workspaceId: client.workspaceId,
      flowId,
    });
    const done = items.find(({ status }) => status === 'succeeded');
    if (done !== undefined) return done.id;
    if (items.some(({ status }) => status === 'failed')) throw new Error('The run failed.');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const row = (found: Omit<Row, 'part'>): Row => ({ part: 'web', ...found });

function canvasRows({ near, whole }: Looks): Row[] {
  return [
    { costs: near, where: 'at 100 %' },
    { costs: whole, where: 'all in sight' },
  ].flatMap(({ costs, where }) => [
    moveRow(`500 steps, ${where}: a move of a drag`, costs.drag, MOST_MOVE_MS),
    moveRow(`500 steps, ${where}: a move of a pan`, costs.pan, MOST_MOVE_MS),
    moveRow(`500 steps, ${where}: a step selected`, costs.select, MOST_SELECT_MS),
  ]);
}

const moveRow = (work: string, ms: number, most: number): Row =>
  row({ work, measured: `${number(ms, 1)} ms CPU`, bar: `at most ${most} ms`, isMet: ms <= most });

const findRow = (ms: number): Row =>
  row({
    work: 'a letter typed into quick-add',
    measured: `${number(ms)} ms CPU`,
    bar: `at most ${MOST_FIND_MS} ms`,
    isMet: ms <= MOST_FIND_MS,
  });

const openRow = (ms: number): Row =>
  row({
    work: '1,000 steps, opened with nothing cached',
    measured: `${number(ms)} ms`,
    bar: `at most ${number(MOST_OPEN_MS)} ms`,
    isMet: ms <= MOST_OPEN_MS,
  });

function viewerRows({ cpuMs, elements }: Viewer): Row[] {
  const work = '5 MB of JSON in the viewer';
  const bar = `fewer than ${MOST_ELEMENTS}`;
  return [
    row({ work, measured: `${number(cpuMs)} ms CPU`, bar: `at most ${MOST_VIEW_MS} ms`, isMet: cpuMs <= MOST_VIEW_MS }),
    row({ work: `${work}: elements`, measured: number(elements), bar, isMet: elements < MOST_ELEMENTS }),
  ];
}

const routeRow = ({ route, requests, scriptKiB, totalKiB }: RouteCost): Row =>
  row({
    work: `${route}, with nothing cached`,
    measured: `${requests} requests, ${number(scriptKiB)} KiB of scripts, ${number(totalKiB)} KiB in all`,
    bar: `at most ${MOST_REQUESTS} requests`,
    isMet: requests <= MOST_REQUESTS,
  });
