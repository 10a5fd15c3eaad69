// Put into a machine before anything else: its clock is as wrong as the file of PATCHBAY_CHAOS_CLOCK says, in milliseconds.
import { readFileSync } from 'node:fs';

const file = process.env.PATCHBAY_CHAOS_CLOCK;
const RightDate = Date;
const LOOK_MS = 20;
let shift = 0;

function look() {
  try {
    shift = Number(readFileSync(file, 'utf8')) || 0;
  } catch {
    shift = 0;
  }
}

globalThis.Date = class WrongDate extends RightDate {
  constructor(...parts) {
    if (parts.length === 0) super(RightDate.now() + shift);
    else super(...parts);
  }

  static now() {
    return RightDate.now() + shift;
  }
};
look();
setInterval(look, LOOK_MS).unref();
