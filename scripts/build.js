// What makes `dist/`? The CLI and the library bundled by esbuild, the declarations by tsc.

import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

// Node makes a facade for each of its modules that is imported, which takes milliseconds; asked for directly, it makes none.
const nodeModules = {
  name: 'node-modules',
  setup(build) {
    build.onResolve({ filter: /^node:/ }, ({ path }) => ({ path, namespace: 'node-modules' }));
    // commander would load child_process for commands in files of their own, which there are none of.
    build.onLoad({ filter: /.*/, namespace: 'node-modules' }, ({ path }) => ({
      contents: path === 'node:child_process' ? '' : `module.exports = process.getBuiltinModule('${path}');`,
    }));
  },
};

const packageOf = (name) =>
  createRequire(import.meta.url)
    .resolve(`${name}/package.json`)
    .replace('package.json', '');

const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  // Its other build is CommonJS, which cannot be shaken and asks for Node's modules when it runs.
  alias: { yaml: `${packageOf('yaml')}browser/index.js` },
  define: { SOURCEARN_VERSION: JSON.stringify(version) },
  logLevel: 'warning',
};

rmSync(new URL('../dist', import.meta.url), { recursive: true, force: true });
await build({
  ...shared,
  entryPoints: { cli: 'src/cli/process.ts' },
  outdir: 'dist',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  minify: true,
  plugins: [nodeModules],
});
await build({ ...shared, entryPoints: ['src/index.ts'], outfile: 'dist/index.js' });
execFileSync(process.execPath, [`${packageOf('typescript')}bin/tsc`, '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
