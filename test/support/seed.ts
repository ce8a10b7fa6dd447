// Which random values do the tests see? The same in every run; `SEED=n npm test` tries others.

import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env['SEED'] ?? 20261101) });
