import type { Auth, OperationOverlay, Overlay, Paging } from '@patchbay/connector';
import { t } from '../../texts/t.ts';

/** How people sign in, as the form offers it. */
export type SignInKind = 'described' | 'bearer' | 'basic' | 'header' | 'query' | 'none';

export function signInKind({ auth }: Overlay): SignInKind {
  if (auth === undefined) return 'described';
  const [way] = auth;
  if (way === undefined) return 'none';
  if (way.kind === 'apiKey') return way.in === 'query' ? 'query' : 'header';
  return way.kind === 'basic' ? 'basic' : 'bearer';
}

/** What the API calls its key; empty where it has none. */
export function keyName({ auth }: Overlay): string {
  const [way] = auth ?? [];
  return way?.kind === 'apiKey' ? way.name : '';
}

export function withSignIn(overlay: Overlay, kind: SignInKind, name: string): Overlay {
  const { auth: _auth, ...rest } = overlay;
  return kind === 'described' ? rest : { ...rest, auth: waysOf(kind, name) };
}

function waysOf(kind: Exclude<SignInKind, 'described'>, name: string): Auth[] {
  if (kind === 'none') return [];
  if (kind === 'bearer' || kind === 'basic') return [{ kind }];
  return [{ kind: 'apiKey', in: kind, name }];
}

/** What is said of refusals, with one place changed; an empty one is not said. */
export function withRefusal(overlay: Overlay, change: { message?: string; code?: string; at?: string }): Overlay {
  const { refusedWhen, message, code, ...others } = overlay.defaults?.answer ?? {};
  const said = { at: refusedWhen?.at, message, code, ...change };
  const answer = {
    ...others,
    ...(said.at ? { refusedWhen: { at: said.at } } : {}),
    ...(said.message ? { message: said.message } : {}),
    ...(said.code ? { code: said.code } : {}),
  };
  const { answer: _answer, ...defaults } = overlay.defaults ?? {};
  return { ...overlay, defaults: { ...defaults, ...(Object.keys(answer).length === 0 ? {} : { answer }) } };
}

export function ofOperation({ operations = {} }: Overlay, name: string): OperationOverlay {
  return (Object.hasOwn(operations, name) ? operations[name] : undefined) ?? {};
}

/** What is said of one operation, changed; what is `undefined` is not said any more. */
export function withOperation(
  overlay: Overlay,
  name: string,
  change: { [Key in 'title' | 'isHidden' | 'paging']?: OperationOverlay[Key] | undefined },
): Overlay {
  const said = Object.entries({ ...ofOperation(overlay, name), ...change }).filter(([, value]) => value !== undefined);
  const { [name]: _before, ...others } = overlay.operations ?? {};
  return { ...overlay, operations: said.length === 0 ? others : { ...others, [name]: Object.fromEntries(said) } };
}

/** A way for lists to go on, before its places are typed in. */
export function emptyPaging(style: Paging['style']): Paging {
  const to = { in: 'query', name: style === 'page' ? 'page' : style === 'offset' ? 'offset' : 'cursor' } as const;
  switch (style) {
    case 'cursor':
      return { style, items: '', next: '', to };
    case 'lastItem':
      return { style, items: '', item: 'id', to };
    case 'nextUrl':
      return { style, items: '', next: '' };
    case 'link':
      return { style, items: '' };
    default:
      return { style, items: '', to };
  }
}

type PagingField = { label: string; hint?: string; value: string; put(text: string): Paging };

/** What a form asks of a way for lists to go on. */
export function pagingFields(paging: Paging): PagingField[] {
  const list: PagingField = {
    label: t('Where the list stands'),
    hint: t('A place in the answer, such as data.items. Empty: the answer is the list.'),
    value: paging.items,
    put: (items) => ({ ...paging, items }),
  };
  const fields: PagingField[] = [list];
  if (paging.style === 'cursor' || paging.style === 'nextUrl') {
    const hint = paging.style === 'cursor' ? t('Such as meta.next_cursor.') : t('Such as links.next.');
    fields.push({
      label: t('Where the next page stands'),
      hint,
      value: paging.next,
      put: (next) => ({ ...paging, next }),
    });
  }
  if (paging.style === 'lastItem') {
    const put = (item: string) => ({ ...paging, item });
    fields.push({ label: t('Field of the last item'), hint: t('Such as id.'), value: paging.item, put });
  }
  if ('to' in paging) {
    const put = (name: string) => ({ ...paging, to: { ...paging.to, name } });
    fields.push({
      label: t('Parameter that asks for a page'),
      hint: t('Its name in the address.'),
      value: paging.to.name,
      put,
    });
  }
  return fields;
}
