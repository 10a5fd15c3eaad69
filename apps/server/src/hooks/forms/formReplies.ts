import type { ServerResponse } from 'node:http';
import type { Answer } from '@patchbay/execution';
import type { Replies } from '../replies.ts';
import type { FormSettings } from '../triggerSettings.ts';
import { isFileAnswer, type KeptFiles, writeFileAnswer } from '../writeFileAnswer.ts';
import { sayingPage } from './formPage.ts';
import { formHeaders } from './formStyle.ts';
import { type Html, html } from './html.ts';

/** Sends a page; without its text to whoever asked only for its head. */
export function writePage(
  response: ServerResponse,
  { status, text, headers = {} }: { status: number; text: string; headers?: Record<string, string> },
): void {
  response.writeHead(status, { ...formHeaders, ...headers, 'content-length': Buffer.byteLength(text) });
  response.end(response.req.method === 'HEAD' ? undefined : text);
}

/** Replies to the person who sent a form: pages, never a run's number or an error's code. */
export function formReplies(response: ServerResponse, { title, after }: FormSettings, kept: KeptFiles): Replies {
  const say = (status: number, text: string | Html) =>
    writePage(response, { status, text: sayingPage({ title, text }) });
  const thank = () => {
    const words = after.show === 'thanks' ? after.text : ARRIVED;
    const text =
      after.show === 'redirect' ? leadingTo(title, after.address) : sayingPage({ title, text: words, isDone: true });
    writePage(response, { status: 200, text });
  };
  return {
    answered(answer) {
      const location = answer.headers?.location ?? answer.headers?.Location;
      if (after.show !== 'flow') thank();
      else if (answer.status < 400 && location !== undefined && /^https?:\/\//i.test(location)) {
        writePage(response, { status: 200, text: leadingTo(title, location) });
      } else if (isFileAnswer(answer)) void writeFileAnswer(response, answer, kept);
      else say(answer.status < 400 ? 200 : answer.status, textOf(answer));
    },
    finished: thank,
    accepted: thank,
    failed: () => say(200, STUCK),
    away: () => {
      const text = sayingPage({ title, text: AWAY });
      writePage(response, { status: 503, text, headers: { 'retry-after': '5' } });
    },
  };
}

const ARRIVED = 'Thank you. Your answers have arrived.';
const STUCK = 'Your answers have arrived. Something after that went wrong; the people behind this form can see it.';
const AWAY = 'Your answers could not be kept just now. Go back, and send them again in a few seconds.';

function leadingTo(title: string, address: string): string {
  return sayingPage({ title, text: ARRIVED, link: { address, words: 'Go on' } });
}

/** A text as it is; fields as a list of them. */
function textOf({ body }: Answer): string | Html {
  if (typeof body === 'string') return body;
  if (body === undefined || body === null) return ARRIVED;
  if (typeof body !== 'object' || Array.isArray(body)) return JSON.stringify(body);
  const written = (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : String(value));
  return html`<dl>${Object.entries(body).map(([name, value]) => html`<dt>${name}</dt><dd>${written(value)}</dd>`)}</dl>`;
}
