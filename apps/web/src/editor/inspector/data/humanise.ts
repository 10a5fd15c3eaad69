import { t } from '../../../texts/t.ts';

/** A field's key as words: `orderId` and `order_id` read "Order id", `customerEMail` "Customer e-mail". Never empty. */
export function humanise(key: string): string {
  const spaced = key
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[_\-.\s]+/g, ' ')
    .trim()
    .toLowerCase()
    .replace(/\be ?mail\b/g, 'e-mail')
    .replace(/\b(url|api|vat|iban|sku|http)\b/g, (word) => word.toUpperCase());
  return spaced === '' ? key || t('Unnamed') : spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
