import { builtInConnectors } from '@patchbay/connectors';
import { fieldKinds } from '@patchbay/flow';
import { expect, it } from 'vitest';

const core = builtInConnectors.find(({ id }) => id === 'core');

it.each(['form', 'manual'])('offers at %s every kind of question that a flow knows, and no other', (operation) => {
  expect(core?.operations[operation]?.input).toMatchObject({
    properties: { fields: { items: { properties: { kind: { enum: [...fieldKinds] } } } } },
  });
});
