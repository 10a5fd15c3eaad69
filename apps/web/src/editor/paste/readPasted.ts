import type { Json } from '@patchbay/expression';
import { FlowDocument } from '@patchbay/flow';
import { z } from 'zod/mini';
import { t } from '../../texts/t.ts';
import { Clip } from '../commands/clip.ts';
import { keepable } from '../inspector/data/keepable.ts';
import { looksLikeCurl, parseCurl } from '../inspector/curl/parseCurl.ts';
import type { PastedRequest } from '../inspector/curl/pastedRequest.ts';

/** A flow as it is exported: whatever else the file says does not matter here. */
const FlowFile = z.object({ format: z.literal('patchbay-flow'), document: FlowDocument });

/** What a text from the clipboard holds: steps to paste, a request, nothing for us, or something we are sorry about, in a sentence. */
export type Pasted =
  | { kind: 'steps'; clip: Clip }
  | ({ kind: 'request' } & PastedRequest)
  | { kind: 'nothing' }
  | { kind: 'refused'; sentence: string };

/** Reads copied steps, an exported flow, the document of one, a curl command or an address. */
export function readPasted(text: string): Pasted {
  if (text.trim() === '') return { kind: 'nothing' };
  if (looksLikeCurl(text)) return readRequest(text);
  if (isAddress(text.trim())) return readRequest(`curl '${text.trim().replaceAll("'", '%27')}'`);
  const value = readJson(text);
  if (value === undefined)
    return { kind: 'refused', sentence: t('Only steps, flows, curl commands and web addresses can be pasted here.') };
  const clip = Clip.safeParse(value);
  if (clip.success) return { kind: 'steps', clip: clip.data };
  const file = FlowFile.safeParse(value);
  if (file.success) return { kind: 'steps', clip: clipOfFlow(file.data.document) };
  const document = FlowDocument.safeParse(value);
  if (document.success) return { kind: 'steps', clip: clipOfFlow(document.data) };
  return { kind: 'refused', sentence: t('This text is no flow, and holds no steps.') };
}

function isAddress(text: string): boolean {
  return /^https?:\/\/\S{1,8000}$/i.test(text) && URL.canParse(text);
}

function readRequest(command: string): Pasted {
  const parsed = parseCurl(command);
  if (!parsed.ok) return { kind: 'refused', sentence: parsed.problem };
  const { request, secrets, left } = parsed;
  return { kind: 'request', request, secrets, left };
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
    return keepable(JSON.parse(text) as Json);
  } catch {
    return undefined;
  }
}
