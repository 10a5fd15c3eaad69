import { createHash } from 'node:crypto';

/** The colours of a form's page, light and dark: those of `apps/web/src/ui/tokens.css`, compared by a test. */
export const formColours = {
  bg: ['#f9f7f3', '#1b1815'],
  surface: ['#fffefd', '#23201d'],
  sunken: ['#f6f3ef', '#1d1a17'],
  border: ['#e0dcd6', '#35312d'],
  'border-control': ['#8f887f', '#79716b'],
  text: ['#221d18', '#efece8'],
  'text-2': ['#504943', '#c1bdb7'],
  'text-3': ['#68605a', '#a7a29b'],
  brand: ['#005e68', '#55b4bb'],
  'brand-hover': ['#034d56', '#65c4cb'],
  'on-brand': ['#ffffff', '#041b1f'],
  'brand-text': ['#015861', '#7dd5da'],
  'danger-text': ['#a32321', '#ffaba3'],
  danger: ['#be2f2c', '#ef736c'],
  'danger-soft': ['#feebe9', '#422222'],
} as const;

function colours(at: 0 | 1): string {
  return Object.entries(formColours)
    .map(([name, values]) => `--pb-${name}:${values[at]};`)
    .join('');
}

export const formStyle = `
:root{color-scheme:light;${colours(0)}}
@media (prefers-color-scheme:dark){:root{color-scheme:dark;${colours(1)}}}
*{box-sizing:border-box}
body{margin:0;background:var(--pb-bg);color:var(--pb-text);font:400 16px/24px "Inter Variable",Inter,system-ui,sans-serif;-webkit-text-size-adjust:100%}
main{max-width:640px;margin:0 auto;padding:24px 16px 56px}
.card{background:var(--pb-surface);border:1px solid var(--pb-border);border-radius:16px;padding:24px 20px}
h1{margin:0 0 16px;font-size:24px;line-height:32px;font-weight:650;letter-spacing:-.012em;overflow-wrap:anywhere}
p{margin:0 0 16px;white-space:pre-line;overflow-wrap:anywhere}
.lead{margin-top:-8px;color:var(--pb-text-2)}
.field,fieldset{margin:0 0 20px;padding:0;border:0;min-width:0}
label,legend{display:block;padding:0;margin:0 0 4px;font-weight:600;overflow-wrap:anywhere}
.mark{font-weight:400;color:var(--pb-text-3)}
.help{margin:0 0 6px;font-size:14px;line-height:20px;color:var(--pb-text-3)}
input[type=text],input[type=email],input[type=tel],input[type=date],input[type=file],select,textarea{width:100%;min-height:44px;padding:9px 12px;border:1px solid var(--pb-border-control);border-radius:8px;background:var(--pb-surface);color:var(--pb-text);font:inherit}
input[type=file]{background:var(--pb-sunken)}
textarea{min-height:120px;resize:vertical}
.pick{display:flex;gap:10px;align-items:flex-start;min-height:44px;padding:10px 0;margin:0;font-weight:400}
.pick input{width:20px;height:20px;margin:2px 0 0;flex:none;accent-color:var(--pb-brand)}
.field [aria-invalid=true]{border-color:var(--pb-danger)}
.bad{margin:6px 0 0;font-size:14px;line-height:20px;font-weight:600;color:var(--pb-danger-text)}
.band{margin:0 0 20px;padding:12px 14px;border-radius:8px;background:var(--pb-danger-soft);color:var(--pb-danger-text);font-weight:600}
.note{margin:0 0 20px;padding:12px 14px;border-radius:8px;background:var(--pb-sunken);border:1px solid var(--pb-border)}
.done{display:block;width:44px;height:44px;margin:0 0 16px;border-radius:50%;background:var(--pb-brand);stroke:var(--pb-on-brand)}
.kept{margin:0 0 6px;font-size:14px;line-height:20px}
button,.button{display:inline-block;width:100%;min-height:48px;padding:12px 20px;border:0;border-radius:8px;background:var(--pb-brand);color:var(--pb-on-brand);font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer}
button:hover,.button:hover{background:var(--pb-brand-hover)}
:focus-visible{outline:2px solid var(--pb-brand);outline-offset:2px}
a{color:var(--pb-brand-text)}
dl{margin:0}dt{font-weight:600}dd{margin:0 0 12px;white-space:pre-line;overflow-wrap:anywhere}
.empty{position:absolute;left:-9999px;width:1px;height:1px;overflow:hidden}
.foot{margin:16px 4px 0;font-size:13px;line-height:20px;color:var(--pb-text-3)}
@media (min-width:560px){main{padding-top:56px}.card{padding:32px}button,.button{width:auto;min-width:160px}}
`;

/** What such a page may do: nothing but show itself, in its one style, and send its form back here. */
export const formHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(formStyle).digest('base64')}'`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
} as const;
