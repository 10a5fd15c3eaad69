import { FlowDocument } from '@patchbay/flow';
import { z } from 'zod/mini';
import { t } from '../../texts/t.ts';
import { Clip } from './clip.ts';

/** A flow as it is exported: whatever else the file says does not matter here. */
const FlowFile = z.object({ format: z.literal('patchbay-flow'), document: FlowDocument });

/** What a text from the clipboard holds: steps to paste, nothing for us, or something we are sorry about, in a sentence. */
export type Pasted = { kind: 'steps'; clip: Clip } | { kind: 'nothing' } | { kind: 'refused'; sentence: string };

/** Reads copied steps, an exported flow, or the document of one. Any other text is left to whoever wants it. */
export function readPasted(text: string): Pasted {
  if (text.trim() === '') return { kind: 'nothing' };
  const value = readJson(text);
  if (value === undefined) return { kind: 'refused', sentence: t('Only steps and flows can be pasted here.') };
  const clip = Clip.safeParse(value);
  if (clip.success) return { kind: 'steps', clip: clip.data };
  const file = FlowFile.safeParse(value);
  if (file.success) return { kind: 'steps', clip: clipOfFlow(file.data.document) };
  const document = FlowDocument.safeParse(value);
  if (document.success) return { kind: 'steps', clip: clipOfFlow(document.data) };
  return { kind: 'refused', sentence: t('This text is no flow, and holds no steps.') };
}

/** Everything of a flow. Its accounts stay behind: they belong to the workspace it comes from. */
function clipOfFlow({ steps, edges, notes }: FlowDocument): Clip {
  return {
    patchbay: 'steps',
    steps: Object.values(steps).map(({ connection: _connection, ...step }) => step),
    edges: Object.values(edges),
    notes: Object.values(notes),
  };
}

function readJson(text: string): unknown {
  if (!text.trimStart().startsWith('{')) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
