import { configureGlobal } from 'fast-check';

// At a desk every run of a property draws new values, and finds what nobody thought of. A gate has to say the same of the same
// commit each time: there the values are drawn from one seed. PATCHBAY_SEED names another.
const { CI, PATCHBAY_SEED } = process.env;
if (PATCHBAY_SEED !== undefined) configureGlobal({ seed: Number(PATCHBAY_SEED) });
else if (CI !== undefined) configureGlobal({ seed: 20_261_122 });
