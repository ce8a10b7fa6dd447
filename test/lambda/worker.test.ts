// Does the thread's program work from its own text alone, also when the build has made it small?

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const FUNCTION = 'arn:aws:lambda:us-east-2:111122223333:function:pets';

/** Builds as scripts/build.js does, and runs handlers by what was built. esbuild does not load inside Jest. */
const PROGRAM = `
import { build } from 'esbuild';
import { pathToFileURL } from 'node:url';
const [outfile, ...handlers] = process.argv.slice(1);
const plugin = {
  name: 'node-modules',
  setup(build) {
    build.onResolve({ filter: /^node:/ }, ({ path }) => ({ path, namespace: 'node-modules' }));
    build.onLoad({ filter: /.*/, namespace: 'node-modules' }, ({ path }) => ({
      contents: \`module.exports = process.getBuiltinModule('\${path}');\`,
    }));
  },
};
await build({
  entryPoints: ['src/lambda/handler.ts'], outfile, plugins: [plugin],
  bundle: true, minify: true, platform: 'node', format: 'esm', target: 'node20.19', logLevel: 'warning',
});
const { parseHandler, runHandler } = await import(pathToFileURL(outfile).href);
const outcomes = [];
for (const handler of handlers) {
  const options = { functionArn: '${FUNCTION}', requestId: 'id', timeout: handler.endsWith('#spins') ? 1 : 60 };
  let log = '';
  const outcome = await runHandler(parseHandler(\`fixtures/handlers/\${handler}\`), { pets: 1 }, { ...options, onLog: (text) => (log += text) });
  outcomes.push({ outcome, log });
}
console.log(JSON.stringify(outcomes));
`;

test('as the command line carries it, and nothing holds the process up or writes to its output', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sourcearn-'));
  try {
    const rows: readonly (readonly [handler: string, outcome: object, log?: string])[] = [
      ['echo.mjs', { kind: 'result', result: { event: { pets: 1 } } }],
      ['echo.cjs', { kind: 'result', result: { event: { pets: 1 } } }],
      ['callbacks.cjs#waits', { kind: 'result', result: { pets: 1, waited: true } }],
      ['results.mjs#circle', { errorType: 'Error', errorMessage: 'Unable to stringify response body' }],
      ['throws.mjs#rejected', { errorType: 'Runtime.UnhandledPromiseRejection' }],
      ['missing.cjs', { errorType: 'Runtime.ImportModuleError' }],
      ['hostile.mjs#spins', { errorType: 'Sandbox.Timedout' }, 'before the loop\n'],
      ['hostile.mjs#exitsAfterLog', { errorType: 'Runtime.ExitError' }, 'last words\n'],
      ['hostile.mjs#hogsOneArray', { errorType: 'Runtime.OutOfMemory' }],
      ['hostile.mjs#leavesThings', { kind: 'result', result: 'left' }],
      [
        'hostile.mjs#writes',
        { kind: 'result', result: null },
        'one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\né\nten\n',
      ],
    ];
    const args = [
      '--input-type=module',
      '--eval',
      PROGRAM,
      '--',
      join(folder, 'handler.mjs'),
      ...rows.map(([name]) => name),
    ];
    const text = execFileSync(process.execPath, args, { encoding: 'utf8', timeout: 120_000 });
    expect(JSON.parse(text)).toEqual(
      rows.map(([, outcome, log = '']) => ({ outcome: expect.objectContaining(outcome), log })),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
