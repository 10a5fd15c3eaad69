/** One step of one run: for a step in a loop, of one item. */
export type StepPlace = { runId: string; path: string };

const ID_BYTES = 16;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The place as text that fits into an address: the run's id and the path, as base64url. */
export function writePlace({ runId, path }: StepPlace): string {
  return Buffer.concat([Buffer.from(runId.replaceAll('-', ''), 'hex'), Buffer.from(path, 'utf8')]).toString(
    'base64url',
  );
}

/** The place that a text names; undefined where it names none. One place has one text. */
export function readPlace(text: string): StepPlace | undefined {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length <= ID_BYTES) return undefined;
  const hex = bytes.toString('hex', 0, ID_BYTES);
  const runId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const place = { runId, path: bytes.toString('utf8', ID_BYTES) };
  return UUID.test(runId) && writePlace(place) === text ? place : undefined;
}

/** The step `step` that stands beside the one at `path`: in the same item of the same loops. */
export function placeBeside({ runId, path }: StepPlace, step: string): StepPlace {
  return { runId, path: `${path.slice(0, path.lastIndexOf('/') + 1)}${step}` };
}
