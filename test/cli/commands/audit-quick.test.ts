// Does `sourcearn audit` stay quick, whatever a policy holds? Asked of a process, which can be ended.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/model/policy.js';
import { EVERYBODY, forArn, policy, where } from '../../support/audited.js';
import { project } from '../../support/world.js';
import { API, deny, FUNCTION } from '../../support/worlds.js';

/** In milliseconds; generous, as the machine may have other things to do. */
const BOUND = 20_000;

const folder = mkdtempSync(join(tmpdir(), 'sourcearn-'));
const program = join(folder, 'sourcearn.mjs');

beforeAll(() => {
  // The sources as they are now, whatever `dist/` holds.
  const options = {
    stdin: {
      contents: "import { runProcess } from './src/cli/process.ts'; process.exitCode = await runProcess(process);",
      resolveDir: project,
    },
    ...{ bundle: true, platform: 'node', format: 'esm', outfile: program, define: { SOURCEARN_VERSION: '"0"' } },
    alias: { yaml: join(project, 'node_modules/yaml/browser/index.js') },
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  };
  const script = `import { build } from 'esbuild'; await build(${JSON.stringify(options)});`;
  execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: project });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const many = <T>(count: number, one: (index: number) => T) => Array.from({ length: count }, (_, index) => one(index));
const WILD = '*?'.repeat(5000);
const WEST = API.replace('us-east-2', 'us-west-1');
const outside = (index: number) =>
  deny({ ...EVERYBODY, Sid: `d${index}`, Condition: { StringNotEquals: { 'aws:PrincipalOrgID': `o-${index}` } } });
const tangled = (pattern: (statement: number, value: number) => string) =>
  policy(
    ...many(60, (a) =>
      forArn(
        many(10, (b) => API + pattern(a, b)),
        { Sid: `s${a}` },
      ),
    ),
  );

test.each<[what: string, document: JsonObject]>([
  ['5,000 routes', policy(...many(5000, (index) => forArn(`${API}/prod/GET/${index}`, { Sid: `s${index}` })))],
  ['5,000 routes that end with stars', policy(...many(5000, (index) => forArn(`${API}/*/GET/${index}*`)))],
  ['5,000 times the same', policy(...many(5000, () => forArn(`${API}/*`)))],
  ['5,000 functions', policy(...many(5000, (index) => forArn(`${API}/*`, { Resource: `${FUNCTION}-${index}` })))],
  ['5,000 statements that never match', policy(...many(5000, () => forArn(`${WEST}/prod`, { Sid: 's' })))],
  ['5,000 references that nobody filled in', policy(...many(5000, (index) => forArn(`\${Api${index}.Arn}/*`)))],
  ['5,000 source ARNs that never match', policy(forArn(many(5000, (index) => `${API}/prod${index}`)))],
  ['5,000 source ARNs with a star', policy(forArn(many(5000, (index) => `${API}/*/GET/${index}`)))],
  [
    '5,000 keys that nobody knows',
    policy(where({ StringEquals: Object.fromEntries(many(5000, (index) => [`aws:K${index}`, 'a'])) })),
  ],
  [
    '5,000 Resources that are no functions',
    policy(forArn(`${API}/*`, { Resource: many(5000, (index) => `arn:aws:s3:::b${index}`) })),
  ],
  [
    '150 Allow beside 150 Deny',
    policy(...many(150, (index) => forArn(`${API}/prod/GET/${index}`)), ...many(150, outside)),
  ],
  ['60 statements of 10 patterns that are the same', tangled(() => `/${'*?'.repeat(20)}`)],
  ['60 statements of 10 patterns of wildcards between digits', tangled((a, b) => `/*?*?/${a}*?*?/${b}*?*?`)],
  [
    '60 statements of 10 patterns of wildcards before digits',
    tangled((a, b) => `/${'*?'.repeat(10)}${a}${'*?'.repeat(10)}${b}`),
  ],
  [
    '60 statements of 10 patterns with a path',
    tangled((a, b) => `/${'*?'.repeat(20)}/GET/a${a}-${b}${'*?'.repeat(20)}`),
  ],
  ['10,000 wildcards', policy(forArn(`${API}/${WILD}`))],
  ['10,000 wildcards without an API', policy(forArn(WILD))],
  ['10,000 wildcards for the region', policy(forArn(`${API.replace('us-east-2', WILD)}/*`))],
  ['10,000 wildcards beside 10,000', policy(forArn(`${API}/${WILD}`), forArn(`${API}/${'a*?'.repeat(3333)}`))],
  [
    '10,000 letters about a verb in small letters',
    policy(forArn(`${API}/${'*?'.repeat(2500)}/get/${'x*?'.repeat(1600)}`)),
  ],
  ['10,000 letters about a missing slash', policy(forArn(`${API}/${'*?'.repeat(2500)}/POST${'x*?'.repeat(1600)}`))],
  ['10,000 letters under StringEquals', policy(where({ StringEquals: { 'aws:SourceArn': `${API}/${WILD}` } }))],
])(
  '%s',
  (_, document) => {
    const file = join(folder, 'policy.json');
    writeFileSync(file, JSON.stringify(document));
    const args = [program, 'audit', file, '--format', 'json'];
    const { status, signal, stdout, stderr } = spawnSync(process.execPath, args, {
      ...{ timeout: BOUND, encoding: 'utf8', maxBuffer: 2 ** 28 },
    });
    expect({ signal, stderr }).toEqual({ signal: null, stderr: '' });
    expect([0, 1]).toContain(status);
    expect(JSON.parse(stdout)).toMatchObject({ question: 'audit', policies: 1 });
  },
  BOUND + 10_000,
);
