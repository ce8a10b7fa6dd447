// Is there an answer to everything? 100,000 mutated documents and ARNs: no throw, no hang, a policy or a finding with a place.

import { expect, test } from '@jest/globals';
import { type Call, presentedSourceArns } from '../src/gateway/source-arn/presented.js';
import { readBytes } from '../src/input/read.js';
import * as readers from '../src/input/readers/index.js';
import { parseArn, printArn } from '../src/model/arn.js';
import type { Answer, Verdict } from '../src/model/decision.js';
import { parseSourceArn } from '../src/model/execute-api.js';
import { type Policy, printPolicy } from '../src/model/policy.js';
import { type EvaluateInput, evaluate } from '../src/question/evaluate/evaluate.js';

// Another seed tries other mutations: SOURCEARN_FUZZ_SEED=7 npm test -- test/fuzz
const SEED = Number(process.env['SOURCEARN_FUZZ_SEED'] ?? 20261);
const DOCUMENTS = 50_000;
const ARNS = 50_000;
// Generous: each half takes some ten seconds, one hang takes more.
const BOUND = 90_000;
const TIMEOUT = 2 * BOUND;

const VERDICTS: readonly Verdict[] = ['allowed', 'explicitDeny', 'implicitDeny', 'unknown'];
const FUNCTION = 'arn:aws:lambda:us-east-2:111122223333:function:pets';
const SOURCE_ARN = 'arn:aws:execute-api:us-east-2:111122223333:a1b2c3d4e5/prod/GET/pets';

/** Numbers from 0 up to a limit, the same for the same seed (mulberry32). */
function randomOf(seed: number) {
  let state = seed;
  return (limit: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

type Random = ReturnType<typeof randomOf>;
const oneOf = <T>(random: Random, items: readonly T[]): T => items[random(items.length)] as T;

const CONDITIONS = [
  { ArnLike: { 'AWS:SourceArn': 'arn:aws:execute-api:us-east-2:111122223333:a1b2c3d4e5/*/GET/pets' } },
  {
    StringEquals: { 'aws:SourceAccount': '111122223333' },
    'ForAllValues:StringLikeIfExists': { 'aws:TagKeys': ['a*', "${aws:username, 'x'}"] },
  },
  {
    NumericLessThan: { a: 5 },
    DateGreaterThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' },
    Bool: { 'aws:SecureTransport': true },
  },
  {
    IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '::1/128'] },
    Null: { 'aws:SourceArn': 'true' },
    BinaryEquals: { a: 'QQ==' },
  },
];
const statements = CONDITIONS.map((Condition, index) => ({
  Sid: `s${index}`,
  Effect: index === 1 ? 'Deny' : 'Allow',
  [index === 2 ? 'NotPrincipal' : 'Principal']:
    index === 3 ? '*' : { Service: ['apigateway.amazonaws.com'], AWS: 'arn:aws:iam::111122223333:root' },
  [index === 2 ? 'NotAction' : 'Action']: ['lambda:Invoke*', 'lambda:GetFunction'],
  Resource: FUNCTION,
  Condition,
}));
const documentOf = (from: number, to: number) => ({ Version: '2012-10-17', Statement: statements.slice(from, to) });
const document = documentOf(0, 2);
const SEEDS = [
  ...Object.values(readers).map(({ sample }) => sample),
  JSON.stringify(document),
  JSON.stringify(documentOf(2, 4), null, 2),
  JSON.stringify({ Policy: JSON.stringify(document), RevisionId: '1' }, null, 4),
  JSON.stringify({ Policy: documentOf(2, 4) }),
  JSON.stringify(JSON.stringify(document)),
  JSON.stringify([documentOf(0, 1), { Statement: JSON.stringify(statements[2]) }, statements[3]]),
  statements
    .slice(0, 3)
    .map((one) => JSON.stringify(one))
    .join('\n'),
  'aws: [ERROR]: An error occurred (ResourceNotFoundException) when calling the GetPolicy operation: none',
  '<html>\n<body>{"Statement": []}</body></html>',
];

const ARN_SEEDS = [
  SOURCE_ARN,
  FUNCTION,
  'arn:aws:execute-api:*:*:*/*/?ET/${a}',
  'arn:aws:iam::111122223333:root',
  'arn',
];

const JUNK = [
  ...['', ' ', '\n', '\r\n', '\n{', '\0', '\ufeff', '\ud800', "${a, 'b'}", '*'.repeat(40)],
  ...'" \\ \\\\" \\u00 { } [ ] , : < // null -0 1e999 01 [[[[ {"a": 🐈'.split(' '),
  ...'"__proto__":1, "constructor":{}, "Effect":"Deny", "Statement":[], "Policy":"{}", "Version":"x",'.split(' '),
  ...'* ? ${ ${*} } arn: arn:aws: :::::: / $default authorizers/ IfExists ForAnyValue: %2F {petId+}'.split(' '),
];

/** A text with pieces put in, taken out, doubled or moved. */
function mutate(random: Random, text: string): string {
  let mutant = text;
  for (let rounds = 1 + random(4); rounds > 0; rounds--) {
    const at = random(mutant.length + 1);
    const end = at + random(random(4) === 0 ? 200 : 6);
    const piece = oneOf(random, [oneOf(random, JUNK), oneOf(random, JUNK), mutant.slice(at, end), '']);
    mutant = mutant.slice(0, at) + piece + mutant.slice(random(2) === 0 ? at : end);
  }
  return random(20) === 0 ? mutant.slice(0, random(mutant.length + 1)) : mutant;
}

function bytesOf(random: Random, text: string): Uint8Array {
  const kind = random(40);
  const bytes = Buffer.from(kind === 0 ? `\ufeff${text}` : text, kind === 0 ? 'utf16le' : 'utf8');
  if (kind === 1 && bytes.length > 0) bytes[random(bytes.length)] = 128 + random(128);
  return bytes;
}

const CALLS: readonly EvaluateInput[] = [
  { resource: FUNCTION, sourceArn: SOURCE_ARN },
  {
    resource: FUNCTION,
    sourceArn: SOURCE_ARN,
    principal: 'arn:aws:sts::111122223333:assumed-role/a/b',
    unknown: ['aws:username'],
  },
  {
    resource: FUNCTION,
    context: { a: 5, 'aws:TagKeys': ['a', 'b'], 'aws:SourceIp': '::ffff:10.0.0.1', 'aws:CurrentTime': '2026-11-01' },
  },
  { function: FUNCTION, api: 'a1b2c3d4e5', type: 'rest', stage: 'prod', route: 'ANY /pets' },
  { function: FUNCTION, api: 'a1b2c3d4e5', type: 'http', route: '$default' },
];

/** Runs a case; what it throws tells which case it was. */
function attempt(what: string, work: () => void) {
  try {
    work();
  } catch (error) {
    throw new Error(`seed ${SEED}: ${JSON.stringify(what)}: ${error}`, { cause: error });
  }
}

// `expect` costs more than what is looked at here.
function must(condition: boolean, message: string) {
  if (!condition) throw new Error(message);
}

function checkVerdict({ verdict, statements, findings }: Answer) {
  must(VERDICTS.includes(verdict), `no verdict: ${verdict}`);
  for (const { because } of statements) must(because?.message !== '', 'a reason says nothing');
  for (const { message } of findings) must(message !== '', 'a finding says nothing');
}

/** How many policies there are. */
function checkReading(random: Random, bytes: Uint8Array): number {
  const reading = readBytes('fuzz.json', bytes);
  const { policies, findings, source } = reading;
  must(policies.length + findings.length > 0, 'neither a policy nor a finding');
  const told = [...findings, ...policies.flatMap((policy) => policy.findings)];
  for (const { id, message, severity, place } of told) {
    must(id !== '' && message !== '' && severity !== undefined, 'a finding says nothing');
    must(place !== undefined, `the finding ${id} has no place`);
    const { start = -1, end = -1, line = 0, column = 0 } = place ?? {};
    const isInside = 0 <= start && start <= end && end <= source.text.length && line > 0 && column > 0;
    must(isInside, `the place of ${id} is not in the text`);
  }
  for (const policy of policies) must(typeof printPolicy(policy) === 'string', 'a policy cannot be printed');
  // Cost: what takes longest is done to half of them.
  if (random(2) === 0) checkVerdict(evaluate(reading, oneOf(random, CALLS), { strict: random(2) === 0 }));
  return policies.length;
}

test(
  `${DOCUMENTS} mutated documents`,
  () => {
    const random = randomOf(SEED);
    const start = performance.now();
    let unread = 0;
    for (let count = 0; count < DOCUMENTS; count++) {
      const text = mutate(random, oneOf(random, SEEDS));
      const bytes = bytesOf(random, text);
      attempt(text, () => {
        unread += Number(checkReading(random, bytes) === 0);
      });
    }
    expect(performance.now() - start).toBeLessThan(BOUND);
    // A mutation that breaks everything tests little, one that breaks nothing as little.
    expect(unread / DOCUMENTS).toBeGreaterThan(0.1);
    expect(unread / DOCUMENTS).toBeLessThan(0.9);
  },
  TIMEOUT,
);

function callOf(random: Random, text: string): Call {
  const garbage = () =>
    random(3) === 0
      ? mutate(random, oneOf(random, [text, 'GET /pets/{petId}', '$connect', 'prod', 'a1b2c3d4e5']))
      : undefined;
  const call = {
    api: garbage() ?? 'a1b2c3d4e5',
    type: oneOf(random, ['rest', 'http', 'websocket', 'constructor'] as Call['type'][]),
    route: garbage() ?? oneOf(random, ['GET /pets/{petId}', 'ANY /', '$default', '$connect', undefined]),
    authorizer: random(4) === 0 ? text : undefined,
    stage: garbage() ?? oneOf(random, ['prod', undefined]),
    method: random(3) === 0 ? (garbage() ?? 'GET') : undefined,
    testInvoke: random(5) === 0,
    function: random(3) === 0 ? text : FUNCTION,
    apiRegion: garbage(),
    apiAccount: garbage(),
  };
  return Object.fromEntries(Object.entries(call).filter(([, value]) => value !== undefined)) as unknown as Call;
}

/** Whether the text is an ARN. */
function checkArn(random: Random, policy: Policy, text: string): boolean {
  const arn = parseArn(text);
  must(parseSourceArn(text) === undefined || arn !== undefined, 'a source ARN that is no ARN');
  must(arn === undefined || parseArn(printArn(arn)) !== undefined, 'an ARN is not printed as one');
  const call = callOf(random, text);
  const { candidates, faults } = presentedSourceArns(call);
  must(candidates.length > 0 === (faults.length === 0), 'neither source ARNs nor a fault, or both');
  for (const { sourceArn } of candidates) must(parseSourceArn(sourceArn) !== undefined, `presented: ${sourceArn}`);
  const principal = oneOf(random, [text, 'apigateway.amazonaws.com']);
  if (random(3) === 0)
    checkVerdict(evaluate(policy, oneOf(random, [call, { resource: text, sourceArn: text, principal }])));
  return arn !== undefined;
}

test(
  `${ARNS} mutated ARNs`,
  () => {
    const random = randomOf(SEED + 1);
    const start = performance.now();
    const [policy] = readBytes('fuzz.json', Buffer.from(JSON.stringify(document))).policies as [Policy];
    let arns = 0;
    for (let count = 0; count < ARNS; count++) {
      const text = mutate(random, oneOf(random, ARN_SEEDS));
      attempt(text, () => {
        arns += Number(checkArn(random, policy, text));
      });
    }
    expect(performance.now() - start).toBeLessThan(BOUND);
    expect(arns / ARNS).toBeGreaterThan(0.1);
  },
  TIMEOUT,
);
