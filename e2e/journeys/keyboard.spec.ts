import { expect, type Locator, type Page, test } from '@playwright/test';
import { send } from '../support/hook.ts';
import { type Patchbay, startPatchbay } from '../support/patchbay.ts';
import { PatchbayClient, person } from '../support/patchbayClient.ts';
import { complaintsOf } from '../support/person.ts';

let patchbay: Patchbay;

test.beforeAll(async () => {
  patchbay = await startPatchbay();
  await new PatchbayClient(patchbay.url).signUp();
});

test.afterAll(() => patchbay?.stop());

const MOST_STOPS = 60;

/** A person's keyboard. Wherever it comes to, the place has to be seen: in the window, and with a mark around it. */
class Keyboard {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.#page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text);
  }

  /** Goes on by Tab until it is there. */
  async to(target: Locator, key = 'Tab'): Promise<void> {
    await expect(target).toBeVisible();
    const isThere = () => target.evaluate((element) => element.contains(document.activeElement));
    for (let stop = 0; !(await isThere()); stop += 1) {
      if (stop === MOST_STOPS) throw new Error(`${target} is more than ${MOST_STOPS} stops away.`);
      await this.press(key);
      await this.#seesWhereItIs();
    }
    await this.#seesWhereItIs();
  }

  /** It is brought there by what was pressed before. */
  async isAt(target: Locator): Promise<void> {
    await expect(target).toBeFocused();
    await this.#seesWhereItIs();
  }

  async #seesWhereItIs(): Promise<void> {
    const hidden = () =>
      this.#page.evaluate(() => {
        const at = document.activeElement;
        if (at === null || at === document.body) return '';
        const isMarked = (element: Element | null): boolean => {
          if (element === null) return false;
          const { boxShadow, outlineStyle, outlineWidth } = getComputedStyle(element);
          return boxShadow !== 'none' || (outlineStyle !== 'none' && outlineWidth !== '0px');
        };
        const { left, right, top, bottom } = at.getBoundingClientRect();
        const isInside = right > 0 && bottom > 0 && left < window.innerWidth && top < window.innerHeight;
        const near = [at, at.parentElement, at.parentElement?.parentElement ?? null, at.firstElementChild];
        if (isInside && (near.some(isMarked) || isMarked(at.closest('.box, .field, .picker, .quick-add')))) return '';
        return `${at.tagName}.${at.className} “${at.textContent.slice(0, 30)}” ${isInside ? 'has no mark' : 'is not in sight'}`;
      });
    await expect.poll(hidden, { message: 'where the keyboard is' }).toBe('');
  }
}

const step = (page: Page, name: string) =>
  page.getByRole('group', { name: new RegExp(`^Step \\d+: [^.]*${name}\\.`) }).first();

test('somebody without a mouse signs in, builds, tries and publishes a flow, and reads its run', async ({ page }) => {
  const complaints = complaintsOf(page);
  const keys = new Keyboard(page);
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const panel = page.getByRole('complementary', { name: 'Step settings' });
  const quick = page.getByRole('dialog').getByRole('option', { selected: true });
  const said = (words: string | RegExp) =>
    expect(page.getByRole('status').filter({ hasText: words }).first()).toBeAttached();
  const find = async (words: string, option: string | RegExp = words) => {
    await keys.press('Control+k');
    await keys.isAt(page.getByRole('combobox', { name: 'Find steps and actions' }));
    await keys.type(words);
    for (let down = 0; down < 9 && !(await quick.filter({ hasText: option }).isVisible()); down += 1)
      await keys.press('ArrowDown');
    await expect(quick).toContainText(option);
    await keys.press('Enter');
  };
  await page.goto(`${patchbay.url}/sign-in?back=/flows`);

  await test.step('signs in', async () => {
    await keys.to(page.getByLabel('E-mail'));
    await keys.type(person.email);
    await keys.to(page.getByLabel('Password'));
    await keys.type(person.password);
    await keys.press('Enter');
    await keys.to(button('New flow').first());
    await keys.press('Enter');
  });

  await test.step('adds three steps, one after the other', async () => {
    await expect(page.getByRole('main', { name: 'Canvas' })).toBeVisible();
    await keys.isAt(button(/^When a request arrives/));
    await keys.press('Enter');
    await keys.isAt(step(page, 'When a request arrives'));
    for (const name of ['Set fields', 'Answer the request']) {
      await keys.press('a');
      await expect(quick).toBeVisible();
      await keys.type(name);
      await expect(quick).toContainText(name);
      await keys.press('Enter');
      await keys.isAt(step(page, name));
    }
  });

  await test.step('deletes a step, hears of it, and takes that back', async () => {
    await keys.press('Alt+ArrowUp');
    await keys.isAt(step(page, 'Set fields'));
    await keys.press('Delete');
    await said('deleted');
    await keys.press('Control+z');
    await said('Undone');
  });

  await test.step('fills the fields, with a pill by /', async () => {
    await find('body', /Field of Answer/);
    await keys.isAt(panel.getByRole('button', { name: 'Add a field' }));
    await keys.to(panel.getByRole('button', { name: 'One value' }), 'Shift+Tab');
    await keys.press('Enter');
    await keys.to(panel.getByRole('textbox', { name: 'Body', exact: true }));
    await keys.type('/');
    await keys.isAt(page.getByRole('combobox', { name: 'Search a name or a value' }));
    await keys.type('body');
    await keys.press('Enter');
    await expect(panel.getByRole('textbox', { name: 'Body', exact: true }).locator('.pill')).toHaveCount(1);
  });

  await test.step('publishes: what is wrong is told, and one press leads there', async () => {
    await find('Publish');
    const problems = page.getByRole('dialog', { name: 'Before you publish' });
    await keys.to(problems.getByRole('button', { name: /in Set fields/ }).first());
    await keys.press('Enter');
    await keys.to(panel.getByRole('button', { name: 'Add a field' }));
    await keys.press('Enter');
    await keys.isAt(panel.getByRole('textbox', { name: 'Name of field 1' }));
    await keys.type('kind');
    await keys.press('Enter');
    await keys.to(panel.getByRole('textbox', { name: 'Value of kind' }));
    await keys.type('order');
  });

  await test.step('tries it on sample data', async () => {
    await find('Try this flow');
    await keys.to(button('Try on sample data'));
    await keys.press('Enter');
    await expect(page.getByText('Tried on sample data. Nothing was sent.')).toBeVisible();
  });

  const address = await test.step('publishes it', async () => {
    await find('Publish');
    await keys.to(button('Publish and switch on'));
    await keys.press('Enter');
    await expect(page.getByRole('heading', { name: 'Version 1 is live' })).toBeVisible();
    return page.getByRole('textbox', { name: 'Address of When a request arrives' }).inputValue();
  });

  await test.step('reads the run it answered with', async () => {
    const answer = await send(address, '{"name":"Ada"}');
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ name: 'Ada' });
    await keys.press('Escape');
    await keys.to(page.getByRole('link', { name: 'Flows', exact: true }), 'Shift+Tab');
    await keys.press('Enter');
    await keys.to(page.getByRole('link', { name: 'Runs', exact: true }).first());
    await keys.press('Enter');
    await keys.to(page.getByRole('row').filter({ hasText: 'Succeeded' }).getByRole('link').first());
    await keys.press('Enter');
    await keys.to(step(page, 'Answer the request'));
    await keys.press('Enter');
    await expect(page.getByRole('complementary')).toContainText('Ada');
  });
  expect(complaints).toEqual([]);
});
