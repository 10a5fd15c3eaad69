import { t } from '../../texts/t.ts';

const LARGEST_BYTES = 10 * 1024 * 1024;

/** Reads a file a person chose as JSON. `problem` is a sentence for them. */
export async function readJsonFile(file: File): Promise<{ ok: true; value: unknown } | { ok: false; problem: string }> {
  if (file.size > LARGEST_BYTES)
    return { ok: false, problem: t('{name} is larger than 10 MB. A flow file is not.', { name: file.name }) };
  try {
    const value: unknown = JSON.parse(await file.text());
    return { ok: true, value };
  } catch {
    return {
      ok: false,
      problem: t('{name} is not a flow file. It holds no JSON that can be read.', { name: file.name }),
    };
  }
}

/** `Order to receipt` becomes `order-to-receipt.flow.json`. */
export function fileNameOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase();
  return `${plain || 'flow'}.flow.json`;
}

/** Hands a value to the browser as a JSON file to keep. */
export function saveAsFile(name: string, value: unknown): void {
  const url = URL.createObjectURL(new Blob([`${JSON.stringify(value, null, 2)}\n`], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has begun to save by then; keeping the address any longer keeps the text in memory.
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
}
