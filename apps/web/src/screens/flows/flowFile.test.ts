import { expect, test } from 'vitest';
import { fileNameOf, readJsonFile } from './flowFile.ts';

test('names the file after the flow, in plain characters', () => {
  expect(fileNameOf('Order → receipt (v2)')).toBe('order-receipt-v2.flow.json');
  expect(fileNameOf('Größe für Café')).toBe('große-fur-cafe.flow.json');
  expect(fileNameOf('…')).toBe('flow.flow.json');
});

test('reads JSON from a file', async () => {
  const file = new File(['{"format":"patchbay-flow"}'], 'a.json');
  expect(await readJsonFile(file)).toEqual({ ok: true, value: { format: 'patchbay-flow' } });
});

test('says which file is no flow file', async () => {
  const read = await readJsonFile(new File(['<html>'], 'page.html'));
  expect(read).toEqual({ ok: false, problem: 'page.html is not a flow file. It holds no JSON that can be read.' });
});

test('does not read a file that is far too large', async () => {
  const read = await readJsonFile(new File([new Uint8Array(10 * 1024 * 1024 + 1)], 'video.mp4'));
  expect(read.ok).toBe(false);
});
