import { type Browser, expect, type Page, test } from '@playwright/test';
import { type FilledWorkspace, fillWorkspace } from '../support/filledWorkspace.ts';
import { look } from '../support/look.ts';
import { type OrdersApi, startOrdersApi } from '../support/ordersApi.ts';
import { type Patchbay, startPatchbay } from '../support/patchbay.ts';
import { PatchbayClient } from '../support/patchbayClient.ts';
import { complaintsOf, openBrowser } from '../support/person.ts';

let api: OrdersApi;
let patchbay: Patchbay;
let client: PatchbayClient;
let made: FilledWorkspace;

test.beforeAll(async () => {
  api = await startOrdersApi();
  patchbay = await startPatchbay();
  client = new PatchbayClient(patchbay.url);
  await client.signUp();
});

test.afterAll(async () => {
  await patchbay?.stop();
  await api?.stop();
});

const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const schemes = ['light', 'dark'] as const;
const kinds = schemes.flatMap((scheme) =>
  (['desktop', 'phone'] as const).map((size) => ({
    kind: `${scheme}-${size}`,
    colorScheme: scheme,
    viewport: sizes[size],
  })),
);
type Kind = (typeof kinds)[number];

/** A screen: its name, how a person gets there, and what tells that it is there. */
type Screen = [name: string, open: (page: Page) => Promise<void>];

async function lookAt(browser: Browser, { kind, ...options }: Kind, screens: readonly Screen[]): Promise<void> {
  const { page, complaints } = await openBrowser(browser, { url: patchbay.url, ...options });
  for (const [name, open] of screens) {
    await test.step(name, async () => {
      await open(page);
      await look(page, { name, kind });
    });
  }
  expect(complaints).toEqual([]);
  await page.context().close();
}

const heading = (page: Page, name: string | RegExp) =>
  expect(page.getByRole('heading', { name }).first()).toBeVisible();

/** The flow a workspace begins with, while it is there. */
async function exampleFlow(): Promise<string | null> {
  const { workspaceId } = client;
  const { example } = await client.query<{ example: { flowId: string } | null }>('home.get', { workspaceId });
  return example?.flowId ?? null;
}

/** Pages that have nothing to wait for but their heading. */
const plain = [
  ['runs-empty', '/runs', 'Runs'],
  ['connections-empty', '/connections', 'No account is connected yet'],
  ['settings', '/settings', 'Settings'],
  ['people', '/settings/people', 'People'],
  ['changes', '/settings/changes', 'Changes'],
  ['you', '/settings/you', 'You'],
].map(([name = '', path = '', title = '']): Screen => {
  const open = async (page: Page) => {
    await page.goto(path);
    await heading(page, title);
  };
  return [name, open];
});

const nothingYet: Screen[] = [
  [
    'home-first',
    async (page) => {
      if ((await exampleFlow()) === null) await client.call('home.bringBack', { workspaceId: client.workspaceId });
      await page.goto('/');
      await heading(page, 'This flow already works.');
      await expect(page.getByText(/^Ran in/)).toBeVisible();
    },
  ],
  [
    'flows-empty',
    async (page) => {
      await client.call('flow.delete', { flowId: await exampleFlow() });
      await page.goto('/flows');
      await heading(page, 'Nothing is patched in here yet');
    },
  ],
  [
    'gallery',
    async (page) => {
      await page.goto('/connectors');
      await heading(page, 'What do you want to connect?');
    },
  ],
  [
    'templates',
    async (page) => {
      await page.goto('/templates');
      await expect(page.getByRole('link', { name: 'Note every payment and say thank you' })).toBeVisible();
    },
  ],
  [
    'template',
    async (page) => {
      await page.goto('/templates/refund-approval');
      await expect(page.getByRole('region', { name: 'What it does' })).toBeVisible();
    },
  ],
  [
    'add-api',
    async (page) => {
      await page.goto('/connectors?add=true');
      await expect(page.getByRole('dialog', { name: 'Add an API' })).toBeVisible();
    },
  ],
  ...plain,
  [
    'nothing-here',
    async (page) => {
      await page.goto('/no-such-page');
      await heading(page, 'There is nothing at this address');
    },
  ],
];

test.describe('before signing in', () => {
  for (const { kind, ...options } of kinds) {
    test(`signing in and up are fit to be seen, ${kind}`, async ({ browser }) => {
      const context = await browser.newContext({ baseURL: patchbay.url, ...options });
      const page = await context.newPage();
      const complaints = complaintsOf(page);
      await page.goto('/sign-in');
      await heading(page, 'Sign in');
      await look(page, { name: 'sign-in', kind });
      await page.getByRole('link', { name: 'Make one' }).click();
      await heading(page, 'Make an account');
      await page.getByRole('button', { name: 'Make the account' }).click();
      await expect(page.getByText('This is not an e-mail address yet.')).toBeVisible();
      await look(page, { name: 'sign-up', kind });
      expect(complaints).toEqual([]);
      await context.close();
    });
  }
});

test.describe('in a new workspace', () => {
  for (const kind of kinds) {
    test(`every page is fit to be seen, ${kind.kind}`, ({ browser }) => lookAt(browser, kind, nothingYet));
  }
});

test.describe('in a workspace that is used', () => {
  test.beforeAll(async () => {
    made = await fillWorkspace(client, api);
  });

  const flow = (page: Page, step?: string) =>
    page.goto(`/flows/${made.flowId}${step === undefined ? '' : `?step=${step}`}`);
  /** The flow has been drawn: its cards, or on a phone the list that lies over where they would be. */
  const canvasOf = (page: Page) =>
    expect(
      page.getByRole('group', { name: /^Step 1: / }).or(page.getByRole('treeitem', { name: /^Step 1: / })),
    ).toBeVisible();

  const screens: Screen[] = [
    [
      'flows',
      async (page) => {
        await page.goto('/flows');
        await expect(page.getByRole('link', { name: 'Ship paid orders' })).toBeVisible();
      },
    ],
    [
      'runs',
      async (page) => {
        await page.goto('/runs');
        await expect(page.getByRole('row').nth(2)).toBeVisible();
      },
    ],
    [
      'flow-runs',
      async (page) => {
        await page.goto(`/flows/${made.flowId}/runs`);
        await expect(page.getByRole('row').nth(1)).toBeVisible();
      },
    ],
    [
      'connections',
      async (page) => {
        await page.goto('/connections');
        await expect(page.getByText('Our shop').first()).toBeVisible();
      },
    ],
    [
      'connect',
      async (page) => {
        await page.getByRole('button', { name: 'Connect an account' }).click();
        await expect(page.getByRole('dialog')).toBeVisible();
      },
    ],
    [
      'connector',
      async (page) => {
        await page.goto(`/connectors/${made.connector}`);
        await heading(page, 'Shop');
        await expect(page.getByText('Get an order').first()).toBeVisible();
      },
    ],
    [
      'editor',
      async (page) => {
        await flow(page);
        await canvasOf(page);
      },
    ],
    [
      'editor-step',
      async (page) => {
        await flow(page, 'fields');
        await expect(page.getByRole('complementary', { name: 'Step settings' })).toBeVisible();
        await expect(page.getByRole('button', { name: 'Add a field' })).toBeVisible();
      },
    ],
    [
      'editor-publish',
      async (page) => {
        await page.goto(`/flows/${made.draft}`);
        await canvasOf(page);
        await page.getByRole('button', { name: /^Publish/ }).click();
        await expect(page.getByRole('dialog', { name: 'Before you publish' })).toBeVisible();
      },
    ],
    [
      'editor-quick-add',
      async (page) => {
        await flow(page);
        await canvasOf(page);
        await page.getByRole('button', { name: /^Add a step \(A\)/ }).click();
        await expect(page.getByRole('dialog', { name: 'Add a step' })).toBeVisible();
        await expect(page.getByRole('option').first()).toBeVisible();
      },
    ],
    [
      'editor-find',
      async (page) => {
        await page.keyboard.press('Escape');
        await page.keyboard.press('Control+k');
        await expect(page.getByRole('dialog', { name: 'Find in this flow' })).toBeVisible();
      },
    ],
    [
      'editor-versions',
      async (page) => {
        await flow(page);
        await canvasOf(page);
        await page.keyboard.press('Control+k');
        await page.getByRole('option', { name: /^Versions/ }).click();
        await expect(page.getByRole('button', { name: /^Version 1/ })).toBeVisible();
      },
    ],
    [
      'editor-keys',
      async (page) => {
        await page.keyboard.press('?');
        await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
      },
    ],
    [
      'editor-try',
      async (page) => {
        await flow(page);
        await canvasOf(page);
        await page.getByRole('button', { name: 'Try', exact: true }).click();
        await expect(page.getByRole('complementary', { name: 'Try the flow' })).toBeVisible();
      },
    ],
    [
      'editor-empty',
      async (page) => {
        await page.goto(`/flows/${made.empty}`);
        await heading(page, 'What starts this flow?');
      },
    ],
    [
      'run-succeeded',
      async (page) => {
        await page.goto(`/runs/${made.succeeded}`);
        await canvasOf(page);
      },
    ],
    [
      'run-failed',
      async (page) => {
        await page.goto(`/runs/${made.failed}`);
        await canvasOf(page);
      },
    ],
  ];

  for (const kind of kinds) {
    test(`every page is fit to be seen, ${kind.kind}`, ({ browser }) => lookAt(browser, kind, screens));
  }
});
