// Is a parsing told in the order of what it says: what it is, its parts, what it matches, what is odd?

import { describe, expect, test } from '@jest/globals';
import { parsePolicy } from '../../../src/input/parse-policy.js';
import type { Block } from '../../../src/model/report.js';
import { parse } from '../../../src/question/parse/parse.js';
import { parseReport } from '../../../src/question/parse/report.js';

const HEAD = 'arn:aws:execute-api:us-east-2:111122223333:a1b2c3d4e5';
const blocksOf = (...arns: string[]) => parseReport(parse(arns, [], []), []).blocks;
const facts = (blocks: readonly Block[]) =>
  Object.fromEntries(blocks.flatMap((block) => (block.kind === 'fact' ? [[block.name, block.text]] : [])));

describe('an ARN', () => {
  test.each<[kind: string, text: string, word: string]>([
    ['a method', `${HEAD}/prod/GET/pets`, 'a source ARN: the API, a stage, a method and a path'],
    ['a route key', `${HEAD}/dev/$connect`, 'a source ARN: the API, a stage and a route key'],
    ['one segment', `${HEAD}/*`, 'a source ARN: the API and one segment'],
    ['an authorizer', `${HEAD}/authorizers/a`, 'a source ARN: the API and an authorizer'],
    ['an API', HEAD, 'the ARN of an API, without what API Gateway appends'],
    ['a function', 'arn:aws:lambda:us-east-2:111122223333:function:pets', 'a function'],
    ['another service', 'arn:aws:s3:::b', 'an ARN, but not a source ARN of API Gateway'],
  ])('%s is called what it is, first', (_, text, word) => {
    expect(blocksOf(text)[0]).toEqual({ kind: 'verdict', tone: 'plain', word: text, text: word });
  });

  test('its parts, its reading, and what it would match follow, each once', () => {
    const blocks = blocksOf(`${HEAD}/*/GET/pets`);
    expect(blocks.map((block) => (block.kind === 'fact' ? block.name : block.kind))).toEqual([
      ...['verdict', 'partition', 'service', 'region', 'account', 'resource', 'api', 'stage', 'method', 'path'],
      ...['heading', 'REST', 'HTTP', 'WebSocket', 'authorizer', 'also'],
    ]);
    expect(facts(blocks)).toMatchObject({ region: '`us-east-2`', path: '`/pets`', method: '`GET`', stage: '`*`' });
  });

  test('a function by its name and qualifier', () => {
    const fn = 'arn:aws:lambda:us-east-2:111122223333:function:pets';
    expect(facts(blocksOf(fn))).toMatchObject({ function: '`pets`', qualifier: 'none: the unqualified function' });
    expect(facts(blocksOf(`${fn}:live`))).toMatchObject({ function: '`pets`', qualifier: '`live`' });
  });

  test('what is odd comes last', () => {
    const blocks = blocksOf(`${HEAD}/*/get/pets/`);
    expect(blocks.slice(-2).map((block) => block.kind === 'finding' && block.finding.id)).toEqual([
      'lower-case-verb',
      'trailing-slash',
    ]);
  });
});

describe('a policy', () => {
  const text = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Sid: 'one', Effect: 'Allow', Principal: '*', Action: 'lambda:*', Resource: '*' },
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 'lambda:*',
        Resource: '*',
        Condition: { ArnLike: { 'aws:SourceArn': HEAD } },
      },
    ],
  });
  const reading = parsePolicy(text, { source: 'a.json' });
  const parsing = parse([], reading.policies, reading.findings);
  const report = parseReport(parsing, [reading.source]);

  test('a remark for each statement, with its place and what it grants, and what is odd behind it', () => {
    expect(report.blocks).toMatchObject([
      { kind: 'remark', text: 'statement `one` (a.json:1:38)', more: [expect.stringMatching(/^allows everybody/)] },
      {
        kind: 'remark',
        text: expect.stringMatching(/^a statement without Sid \(a\.json:1:/),
        more: [expect.stringMatching(/^denies/)],
      },
      { kind: 'finding', finding: { id: 'missing-suffix', place: { source: 'a.json' } } },
    ]);
  });

  test('the data is the parsing itself, and the sources are passed on', () => {
    expect(report.data).toBe(parsing);
    expect(report.sources).toEqual([reading.source]);
  });
});
