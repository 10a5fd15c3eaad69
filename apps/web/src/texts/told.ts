import { type Language, type Message, type Said, spell } from '@patchbay/words';
import { catalogue } from './language.ts';
import { known, tn } from './t.ts';

const spoken: Language = { text: known, count: (count, one, other) => tn(count, one, other) };

/**
 * What a package or the server says (a finding, a failure, a difference) in the chosen language: by the words it is made of, or as a
 * sentence without values by itself. In English it is the message as it came.
 */
export function told({ message, said }: Message): string {
  return catalogue === undefined ? message : spell(said ?? message, spoken);
}

/** The words on the button of a fix. */
export function toldTitle({ title, said }: { title: string; said?: Said }): string {
  return told({ message: title, ...(said && { said }) });
}
