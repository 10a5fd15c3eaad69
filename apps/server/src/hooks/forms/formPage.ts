import type { FileRef } from '@patchbay/connector';
import type { TypedField } from '@patchbay/flow';
import type { FormSettings } from '../triggerSettings.ts';
import { formStyle } from './formStyle.ts';
import { Html, html } from './html.ts';

/** What somebody has typed so far, by the names of the fields, and what is wrong with it. */
export type Filled = {
  values: ReadonlyMap<string, readonly string[]>;
  /** Files that are here already, and as what the page brings them back. */
  files: ReadonlyMap<string, { file: FileRef; sealed: string }>;
  problems: ReadonlyMap<string, string>;
};

export type FormPage = {
  form: FormSettings;
  token: string;
  filled: Filled;
  /** A sentence above the fields. */
  notice?: string;
  /** It is looked at from the editor: nothing is started. */
  isTest: boolean;
};

export const nothingFilled: Filled = { values: new Map(), files: new Map(), problems: new Map() };

/** The name of the field that people do not see and programs fill in. */
export const TRAP = 'leave_empty';
export const TOKEN = 'token';
/** Before a question's name, so that no question is called as one of ours. */
export const answerName = (name: string) => `answer:${name}`;
export const keptName = (name: string) => `kept:${name}`;

/** More choices than this are a list to open instead of buttons. */
const MOST_BUTTONS = 7;

/** A form as a page that works without scripts: errors beside the fields, and everything that was typed still there. */
export function formPage({ form, token, filled, notice, isTest }: FormPage): string {
  const first = form.fields.find(({ name }) => filled.problems.has(name))?.name;
  const hasFile = form.fields.some(({ kind }) => kind === 'file');
  const sentence = notice ?? problemsSentence(filled.problems.size);
  return page(
    `${sentence === undefined ? '' : 'Not sent yet: '}${form.title}`,
    html`<h1>${form.title}</h1>
${form.text !== '' && html`<p class="lead">${form.text}</p>`}
${isTest && html`<p class="note">This form is being tried out. Your answers go to the people who make it, and nothing is started.</p>`}
${sentence !== undefined && html`<p class="band" role="alert">${sentence}</p>`}
<form method="post" accept-charset="utf-8" novalidate${hasFile && html` enctype="multipart/form-data"`}>
<input type="hidden" name="${TOKEN}" value="${token}">
<div class="empty" aria-hidden="true"><label>Leave this empty <input type="text" name="${TRAP}" tabindex="-1" autocomplete="off"></label></div>
${form.fields.map((field) => question(field, filled, field.name === first))}
<button type="submit">${form.button}</button>
</form>`,
  );
}

/** A page that says one thing: thanks, or that there is no form here. */
export function sayingPage({ title, text, link, isDone }: Saying): string {
  const onwards = link && html`<meta http-equiv="refresh" content="0;url=${link.address}">`;
  return page(
    title,
    html`${isDone && DONE}<h1>${title}</h1>
${text instanceof Html ? text : html`<p>${text}</p>`}
${link && html`<a class="button" href="${link.address}" rel="noreferrer">${link.words}</a>`}`,
    onwards,
  );
}

type Saying = {
  title: string;
  text: string | Html;
  link?: Link /** Whether it went well: a tick stands above it. */;
  isDone?: boolean;
};

const DONE = html`<svg class="done" viewBox="0 0 44 44" fill="none" stroke-width="3" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M14 22.5l5.5 5.5L30.5 17"/></svg>`;

/** Where to go on, by itself where the browser does so. */
type Link = { address: string; words: string };

function page(title: string, content: Html, head?: Html): string {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title>${head}<style>${new Html(formStyle)}</style></head>
<body><main><div class="card">${content}</div><p class="foot">Made with Patchbay</p></main></body></html>`.text;
}

function problemsSentence(count: number): string | undefined {
  if (count === 0) return undefined;
  return count === 1 ? 'One answer needs a look.' : `${count} answers need a look.`;
}

function question(field: TypedField, filled: Filled, takesFocus: boolean): Html {
  const problem = filled.problems.get(field.name);
  const id = `q-${field.name}`;
  const help = field.help !== undefined && html`<p class="help" id="${id}-help">${field.help}</p>`;
  const bad = problem !== undefined && html`<p class="bad" id="${id}-bad">${problem}</p>`;
  const described = [help && `${id}-help`, bad && `${id}-bad`].filter(Boolean).join(' ');
  const attributes = html`${described !== '' && html` aria-describedby="${described}"`}${bad && html` aria-invalid="true"`}${takesFocus && html` autofocus`}`;
  const parts: Parts = { field, id, values: filled.values.get(field.name) ?? [], attributes };
  const mark = html` <span class="mark">${field.isRequired ? '(required)' : ''}</span>`;
  const words = html`${field.label}${field.isRequired && mark}`;
  if (field.kind === 'consent') {
    return html`<div class="field">${help}<label class="pick"><input type="checkbox" name="${answerName(field.name)}" value="yes"${parts.values.length > 0 && html` checked`}${attributes}> <span>${words}</span></label>${bad}</div>`;
  }
  if (isSetOfButtons(field)) {
    return html`<fieldset${described !== '' && html` aria-describedby="${described}"`}><legend>${words}</legend>${help}${buttons(parts)}${bad}</fieldset>`;
  }
  const required = field.isRequired && html` aria-required="true"`;
  const control = controlOf({ ...parts, attributes: html`${attributes}${required}` }, filled);
  return html`<div class="field"><label for="${id}">${words}</label>${help}${control}${bad}</div>`;
}

type Parts = { field: TypedField; id: string; values: readonly string[]; attributes: Html };

function isSetOfButtons({ kind, choices }: TypedField): boolean {
  return kind === 'choices' || (kind === 'choice' && choices.length <= MOST_BUTTONS);
}

function buttons({ field, values, attributes }: Parts): Html[] {
  const type = field.kind === 'choices' ? 'checkbox' : 'radio';
  return field.choices.map(
    (choice, index) =>
      html`<label class="pick"><input type="${type}" name="${answerName(field.name)}" value="${choice}"${values.includes(choice) && html` checked`}${index === 0 && attributes}> <span>${choice}</span></label>`,
  );
}

function controlOf({ field, id, values, attributes }: Parts, { files }: Filled): Html {
  const name = answerName(field.name);
  const [value = ''] = values;
  const shared = html`id="${id}" name="${name}"${attributes}`;
  switch (field.kind) {
    case 'text-long':
      // The first line break after the tag is not part of the text.
      return html`<textarea ${shared} rows="5">
${value}</textarea>`;
    case 'choice':
      return html`<select ${shared}><option value="">Choose…</option>${field.choices.map((choice) => html`<option${choice === value && html` selected`}>${choice}</option>`)}</select>`;
    case 'file': {
      const kept = files.get(field.name);
      return html`${kept && html`<p class="kept">${kept.file.name} is here already. Choose another file to replace it.</p><input type="hidden" name="${keptName(field.name)}" value="${kept.sealed}">`}<input type="file" ${shared}>`;
    }
    case 'email':
      return html`<input type="email" ${shared} value="${value}" autocomplete="email">`;
    case 'phone':
      return html`<input type="tel" ${shared} value="${value}" autocomplete="tel">`;
    case 'link':
      // Not type="url": that keyboard is asked for by itself, and the browser would refuse an address without https.
      return html`<input type="text" inputmode="url" ${shared} value="${value}" autocomplete="url" autocapitalize="none" spellcheck="false">`;
    case 'date':
      return html`<input type="date" ${shared} value="${value}">`;
    case 'number':
      return html`<input type="text" inputmode="decimal" ${shared} value="${value}">`;
    default:
      return html`<input type="text" ${shared} value="${value}"${/^(your |full )?name$/i.test(field.label) && html` autocomplete="name"`}>`;
  }
}
