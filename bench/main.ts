// What is measured? Decisions, reading and requests against `JSON.parse`, start-up against bare Node, and a pattern made to hang.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { match } from '../src/glob/match.js';
import { parsePattern } from '../src/glob/pattern.js';
import { compilePolicy, createInvocation, parsePolicy } from '../src/index.js';
import { auditing } from './audit.js';
import { compare, line, median, shown } from './measure.js';
import { documentOf, getPolicyLines, INVOCATIONS } from './policies.js';
import { simulating } from './simulate.js';

export async function main(root: string): Promise<void> {
  console.log(`Node ${process.versions.node}; ratios of medians, both sides measured in turns in this run\n`);
  decisions();
  reading();
  auditing();
  await simulating();
  startUp(root);
  adversary();
}

/** Four bare decisions, the policy compiled and the invocations made ready once, against one `JSON.parse`. */
function decisions(): void {
  for (const statements of [1, 10, 60]) {
    const text = documentOf(statements);
    const compiled = compilePolicy(parsePolicy(text).policies);
    const invocations = INVOCATIONS.map(createInvocation);
    const { one, other, ratio } = compare(
      () => invocations.map(compiled.decide),
      () => JSON.parse(text),
    );
    const behind = `${shown(one / 4)} a decision, ${(4e9 / one / 1e6).toFixed(1)} million a second; JSON.parse ${shown(other)}`;
    console.log(
      line(
        `4 decisions, ${statements} statement${statements === 1 ? '' : 's'} : JSON.parse`,
        ratio,
        statements === 1 ? '≤ 1' : '',
        behind,
      ),
    );
  }
  const [first, sixtieth] = [1, 60].map((count) => compilePolicy(parsePolicy(documentOf(count))));
  const asked = INVOCATIONS.map(createInvocation);
  const growth = compare(
    () => asked.map((invocation) => sixtieth?.decide(invocation)),
    () => asked.map((invocation) => first?.decide(invocation)),
  );
  console.log(
    line(
      'decisions, 60 statements : 1 statement',
      growth.ratio,
      '< 10',
      `${shown(growth.one / 4)} : ${shown(growth.other / 4)}`,
    ),
  );
  const text = documentOf(1);
  const compiled = compilePolicy(parsePolicy(text).policies);
  const { one, ratio } = compare(
    () => INVOCATIONS.map((input) => compiled.decide(createInvocation(input))),
    () => JSON.parse(text),
  );
  console.log(line('4 decisions with their invocations : JSON.parse', ratio, '', `${shown(one / 4)} each`));
}

/** 20 MB of get-policy output against `JSON.parse` of each line and of the document in it. */
function reading(): void {
  const text = getPolicyLines(20e6);
  const once = (work: () => unknown) => {
    const start = process.hrtime.bigint();
    work();
    return Number(process.hrtime.bigint() - start);
  };
  const read = () => parsePolicy(text).policies.length;
  const baseline = () =>
    text
      .split('\n')
      .filter((one) => one !== '')
      .map((one) => JSON.parse((JSON.parse(one) as { Policy: string }).Policy)).length;
  const rounds = Array.from({ length: 7 }, () => ({ read: once(read), baseline: once(baseline) })).slice(2);
  const ratio = median(rounds.map((round) => round.read / round.baseline));
  console.log(
    line(
      'reading 20 MB of get-policy output : JSON.parse twice',
      ratio,
      '≤ 1.5',
      shown(median(rounds.map((round) => round.read))),
    ),
  );
}

/** The bundled CLI against `node` on an empty file. */
function startUp(root: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'sourcearn-bench-'));
  try {
    const empty = join(folder, 'empty.mjs');
    writeFileSync(empty, '');
    const policy = join(root, 'fixtures/policies/pets.json');
    const cli = join(root, 'bin/sourcearn.js');
    const evaluate = [
      'evaluate',
      policy,
      '--api',
      'a1b2c3d4e5',
      '--type',
      'rest',
      '--stage',
      'prod',
      '--route',
      'GET /pets',
    ];
    const run = (args: string[]) => {
      const start = process.hrtime.bigint();
      const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' });
      if (status !== 0) throw new Error(`exit ${status}: is dist/ built?`);
      return Number(process.hrtime.bigint() - start);
    };
    const rounds = Array.from({ length: 21 }, () => ({
      empty: run([empty]),
      version: run([cli, '--version']),
      evaluate: run([cli, ...evaluate]),
    })).slice(1);
    const bare = median(rounds.map((round) => round.empty));
    const ratioOf = (name: 'version' | 'evaluate') => median(rounds.map((round) => round[name])) / bare;
    console.log(line('start-up, sourcearn --version : bare node', ratioOf('version'), '≤ 1.2', shown(bare)));
    console.log(line('start-up, sourcearn evaluate of a policy : bare node', ratioOf('evaluate'), '≤ 1.2', ''));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** 50 stars against 10,000 letters that almost match. */
function adversary(): void {
  const letters = 'a'.repeat(10_000);
  for (const [name, text] of [
    ['50 stars', `${'a*'.repeat(50)}b`],
    ['50 stars and question marks', `${'a?*'.repeat(50)}b`],
  ] as const) {
    const pattern = parsePattern(text, { wildcards: true, variables: false });
    const start = process.hrtime.bigint();
    match(pattern, letters);
    const took = Number(process.hrtime.bigint() - start);
    console.log(line(`${name} against 10,000 letters : 50 ms`, took / 50e6, '≤ 1', shown(took)));
  }
}
