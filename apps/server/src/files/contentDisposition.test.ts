import { expect, it } from 'vitest';
import { contentDisposition } from './contentDisposition.ts';

it.each([
  ['orders.csv', `attachment; filename="orders.csv"; filename*=UTF-8''orders.csv`],
  ['März "1".pdf', `attachment; filename="M_rz _1_.pdf"; filename*=UTF-8''M%C3%A4rz%20_1_.pdf`],
  ['a\r\nset-cookie: x=1', `attachment; filename="aset-cookie_ x=1"; filename*=UTF-8''aset-cookie_%20x%3D1`],
  ["it's (1)*.txt", `attachment; filename="it's (1)_.txt"; filename*=UTF-8''it%27s%20%281%29_.txt`],
])('names %j without leaving its header', (name, header) => {
  expect(contentDisposition(name)).toBe(header);
});
