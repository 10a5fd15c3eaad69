import { expect, test } from '@playwright/test';
import { drawFlow, literal, object, ref } from '../support/drawFlow.ts';
import { send } from '../support/hook.ts';
import { look } from '../support/look.ts';
import { type Patchbay, startPatchbay } from '../support/patchbay.ts';
import { PatchbayClient } from '../support/patchbayClient.ts';
import { openBrowser } from '../support/person.ts';

let patchbay: Patchbay;
let api: PatchbayClient;
const tablesConnector = { id: 'tables', version: '1' };

test.beforeAll(async () => {
  patchbay = await startPatchbay();
  api = new PatchbayClient(patchbay.url);
  await api.signUp();
});
test.afterAll(async () => {
  await patchbay?.stop();
});

test('a person makes a table, a flow fills it, she mends a cell, and another flow finds the row', async ({
  browser,
}) => {
  const { page, complaints } = await openBrowser(browser, { url: patchbay.url });
  const grid = page.getByRole('grid', { name: 'Orders' });

  await test.step('she makes a table with three columns', async () => {
    await page.getByRole('link', { name: 'Tables' }).click();
    await look(page, { name: 'tables-empty', kind: 'light-desktop' });
    await page.getByRole('button', { name: 'New table' }).first().click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Orders');
    await page.getByLabel('Name of column 1').fill('E-mail');
    await page.getByLabel('Name of column 2').fill('Total');
    await page.getByLabel('What column 2 holds').selectOption('Number');
    await page.getByRole('button', { name: 'Add a column' }).click();
    await page.getByLabel('Name of column 3').fill('State');
    await page.getByLabel('What column 3 holds').selectOption('Choice');
    await page.getByLabel('Choices of column 3').fill('open\ndone');
    await look(page, { name: 'tables-new', kind: 'light-desktop' });
    await page.getByRole('button', { name: 'Make the table' }).click();
    await expect(page.getByRole('heading', { name: 'Orders', level: 1 })).toBeVisible();
    await expect(page.getByText('The table has no rows yet')).toBeVisible();
  });
  const tableId = page.url().split('/').at(-1) ?? '';
  const intake = await api.publish(
    'Order intake',
    drawFlow(
      [
        {
          id: 'order',
          operation: 'webhook',
          inputs: { method: literal('POST'), example: literal({ mail: 'a@b.c', total: 1 }) },
        },
        {
          id: 'add',
          operation: 'addRow',
          of: tablesConnector,
          inputs: {
            table: literal(tableId),
            row: object({ eMail: ref('order.body.mail'), total: ref('order.body.total'), state: literal('open') }),
          },
        },
        { id: 'reply', operation: 'respond', inputs: { status: literal(200), body: ref('add.row') } },
      ],
      'order -> add',
      'add -> reply',
    ),
  );

  await test.step('the step that adds rows asks for each column', async () => {
    await page.goto(`/flows/${intake.flowId}?step=add`);
    const panel = page.getByRole('complementary', { name: 'Step settings' });
    await expect(panel.getByRole('combobox', { name: /Table/ })).toHaveValue('Orders');
    for (const name of ['E-mail', 'Total', 'State'])
      await expect(panel.getByText(name, { exact: true }).first()).toBeVisible();
    await look(page, { name: 'tables-step', kind: 'light-desktop' });
  });

  await test.step('the flow adds a row for each order', async () => {
    for (const [mail, total] of [
      ['ada@example.com', 12.5],
      ['bea@example.com', 7],
    ] as const) {
      const answer = await send(intake.url, JSON.stringify({ mail, total }));
      expect(await answer.json()).toMatchObject({ eMail: mail, total, state: 'open', rowId: expect.any(String) });
    }
  });

  await test.step('she sees them and mends a cell with the keyboard', async () => {
    await page.goto(`/tables/${tableId}`);
    await expect(grid.getByRole('gridcell', { name: 'bea@example.com' })).toBeVisible();
    await expect(page.getByText('2 rows, used by Order intake')).toBeVisible();
    await grid.getByRole('gridcell', { name: '12.5' }).click();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Total, row 2' }).fill('seven');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toContainText('“Total” takes a number, and got “seven”');
    await look(page, { name: 'tables-refused', kind: 'light-desktop' });
    await page.getByRole('textbox', { name: 'Total, row 2' }).fill('70');
    await page.keyboard.press('Tab');
    await expect(grid.getByRole('gridcell', { name: 'open' }).last()).toBeFocused();
    await expect(grid.getByRole('gridcell', { name: '70', exact: true })).toBeVisible();
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: 'State, row 2' }).selectOption('done');
    await expect(grid.getByRole('gridcell', { name: 'done' })).toBeVisible();
    await page.keyboard.press('9');
    await page.keyboard.press('Escape');
    await expect(grid.getByRole('gridcell', { name: 'done' })).toBeVisible();
  });

  await test.step('she pastes cells of a spreadsheet, and takes them back', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.evaluate(() =>
      navigator.clipboard.writeText('zoë@example.com\t8\r\nnoor@example.com\t9\r\nlost@example.com\r\n'),
    );
    await grid.getByRole('gridcell', { name: 'ada@example.com' }).click();
    await page.keyboard.press('Control+V');
    await expect(page.getByText('2 rows filled. 1 pasted row has no row here: add it from a CSV file.')).toBeVisible();
    await expect(grid.getByRole('gridcell', { name: 'zoë@example.com' })).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(grid.getByRole('gridcell', { name: 'ada@example.com' })).toBeVisible();
    await expect(grid.getByRole('gridcell', { name: '12.5' })).toBeVisible();
  });

  await test.step('another flow finds the row that she mended', async () => {
    const finding = await api.publish(
      'Done orders',
      drawFlow(
        [
          { id: 'ask', operation: 'webhook', inputs: { method: literal('GET') } },
          {
            id: 'find',
            operation: 'findRows',
            of: tablesConnector,
            inputs: {
              table: literal(tableId),
              conditions: literal([{ field: 'State', comparison: 'is', value: 'done' }]),
            },
          },
          { id: 'reply', operation: 'respond', inputs: { status: literal(200), body: ref('find.rows') } },
        ],
        'ask -> find',
        'find -> reply',
      ),
    );
    const answer = await send(finding.url, '', { method: 'GET' });
    expect(await answer.json()).toMatchObject([{ eMail: 'bea@example.com', total: 70, state: 'done' }]);
  });

  await test.step('she filters, deletes, takes it back, and takes in a file', async () => {
    await page.getByRole('button', { name: 'Filter' }).click();
    await page.getByLabel('Column').selectOption('Total');
    await page.getByLabel('Comparison').selectOption('is more than');
    await page.getByRole('textbox', { name: 'Value' }).fill('50');
    await page.getByRole('button', { name: 'Show them' }).click();
    await expect(grid.getByRole('gridcell', { name: 'ada@example.com' })).toBeHidden();
    await expect(page).toHaveURL(/where=/);
    await page.getByRole('checkbox', { name: 'Choose row 1' }).check();
    await page.getByRole('button', { name: 'Delete the row' }).click();
    await expect(page.getByText('No row is like that')).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(grid.getByRole('gridcell', { name: 'bea@example.com' })).toBeVisible();
    await page.getByRole('button', { name: /^Take away the filter/ }).click();
    await page.getByRole('button', { name: 'More for this table' }).click();
    await page.getByRole('menuitem', { name: 'Add rows from a CSV file' }).click();
    const dialog = page.getByRole('dialog');
    const rows = (lines: string[]) => ({
      name: 'more.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(lines.join('\n')),
    });
    await dialog
      .locator('input[type=file]')
      .setInputFiles(rows(['E-mail,Total', 'x@example.com,lots', 'y@example.com,1']));
    await dialog.getByRole('button', { name: 'Add the rows' }).click();
    await expect(dialog.getByRole('alert')).toContainText('Row 2');
    const many = Array.from({ length: 900 }, (_, at) => `p${at}@example.com,${at}`);
    await dialog.locator('input[type=file]').setInputFiles(rows(['E-mail,Total', ...many]));
    await dialog.getByRole('button', { name: 'Add the rows' }).click();
    await expect(page.getByText('900 rows were added.')).toBeVisible();
    await grid.getByRole('button', { name: /^Total/ }).click();
    await page.getByRole('menuitem', { name: 'Largest or Z first' }).click();
    await expect(grid.getByRole('gridcell', { name: 'p899@example.com' })).toBeVisible();
    expect(await grid.getByRole('row').count()).toBeLessThan(80);
  });

  await test.step('it looks right in every light and on a phone', async () => {
    for (const [kind, scheme, viewport] of [
      ['light-desktop', 'light', { width: 1440, height: 900 }],
      ['dark-desktop', 'dark', { width: 1440, height: 900 }],
      ['light-phone', 'light', { width: 390, height: 844 }],
    ] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize(viewport);
      await page.goto(`/tables/${tableId}`);
      await expect(grid.getByRole('gridcell', { name: 'ada@example.com' })).toBeVisible();
      await look(page, { name: 'table', kind });
      await page.goto('/tables');
      await expect(page.getByRole('link', { name: 'Orders' })).toBeVisible();
      await look(page, { name: 'tables', kind });
    }
    await page.getByRole('tab', { name: 'Saved values' }).click();
    await page.getByRole('button', { name: 'Save a value' }).click();
    await page.getByLabel('Key').fill('last-order');
    await page.getByRole('textbox', { name: 'Value' }).fill('{"number": 1042}');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('{"number":1042}')).toBeVisible();
    await look(page, { name: 'saved-values', kind: 'light-phone' });
    await page.getByRole('button', { name: 'Delete last-order' }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText('{"number":1042}')).toBeVisible();
    await page.getByRole('tab', { name: 'Items seen before' }).click();
    await expect(page.getByText('No flow remembers anything yet')).toBeVisible();
  });
  expect(complaints.filter((complaint) => !complaint.includes('400'))).toEqual([]);
  await page.context().close();
});

test('a person who types a table’s name into the builder is offered its steps, the table chosen', async ({
  browser,
}) => {
  const columns = [{ name: 'Child', type: 'text' }];
  await api.call('table.create', { workspaceId: api.workspaceId, name: 'Sick notes', columns });
  const start = { id: 'start', operation: 'manual', inputs: {} };
  const { flowId } = await api.publish('Absences', drawFlow([start]));
  const { page, complaints } = await openBrowser(browser, { url: patchbay.url });
  const panel = page.getByRole('complementary', { name: 'Step settings' });
  const search = page.getByRole('combobox', { name: 'Search steps to add' });

  await page.goto(`/flows/${flowId}?step=start`);
  await page.getByRole('button', { name: 'Add a step (A)' }).click();
  await search.fill('sick notes');
  await expect(page.getByRole('option', { name: /^Find rows in “Sick notes”/ })).toBeVisible();
  await expect(page.getByRole('option', { selected: true })).toContainText('Add a row to “Sick notes”');
  await search.press('Enter');

  await expect(panel.getByRole('heading', { name: 'Add a row' })).toBeVisible();
  await expect(panel.getByRole('combobox', { name: /^Table/ })).toHaveValue('Sick notes');
  await expect(panel.getByText('Child', { exact: true })).toBeVisible();
  await expect(panel.getByRole('button', { name: 'Next: Test' })).toBeVisible();
  expect(complaints).toEqual([]);
  await page.context().close();
});
