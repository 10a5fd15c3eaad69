import { OperationError } from '@patchbay/connector';

/** A step that gives more must give a file: what it gives is written to the journal and read again with the run. */
const MOST_OUTPUT_BYTES = 25_000_000;

/** The output as it is. Throws OperationError `output_too_large` above 25 MB, counted roughly and from below. */
export function withinLimit<Output>(output: Output): Output {
  let room = MOST_OUTPUT_BYTES;
  const count = (value: unknown): void => {
    room -= typeof value === 'string' ? value.length : 4;
    if (room < 0) throw tooLarge();
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      for (const item of value) count(item);
      return;
    }
    for (const [name, field] of Object.entries(value)) {
      room -= name.length;
      count(field);
    }
  };
  count(output);
  return output;
}

function tooLarge(): OperationError {
  const message = 'This step gave more than 25 MB. Give less at once, or make a file of it.';
  return new OperationError({ code: 'output_too_large', message, retry: 'never' });
}
