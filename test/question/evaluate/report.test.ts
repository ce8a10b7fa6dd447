// Is an answer told with its verdict first, the reasons under it and the way out last, and nothing said twice?

import { describe, expect, test } from '@jest/globals';
import type { Call } from '../../../src/gateway/source-arn/presented.js';
import { parsePolicy } from '../../../src/input/parse-policy.js';
import type { Answer, Verdict } from '../../../src/model/decision.js';
import type { InvocationInput } from '../../../src/model/invocation.js';
import type { Json } from '../../../src/model/policy.js';
import type { Block } from '../../../src/model/report.js';
import type { EvaluateOptions } from '../../../src/question/evaluate/evaluate.js';
import { evaluate } from '../../../src/question/evaluate/evaluate.js';
import { evaluateReport, VERDICT_WORDS } from '../../../src/question/evaluate/report.js';
import { API, allow, applyChanges, deny, FUNCTION, INVOCATION, policyOf } from '../../support/worlds.js';

const CALL: Call = { api: 'a1b2c3d4e5', type: 'rest', stage: 'prod', route: 'GET /orders', function: FUNCTION };
const sourceArn = (suffix: string, over = {}) =>
  allow({ ...over, Condition: { ArnLike: { 'aws:SourceArn': API + suffix } } });

function blocksOf(statements: Json, input: InvocationInput | Call = CALL, options?: EvaluateOptions): readonly Block[] {
  return evaluateReport(evaluate(policyOf(statements), input, options), [], 'the call').blocks;
}
const kinds = (blocks: readonly Block[]) => blocks.map(({ kind }) => kind);
const remarks = (blocks: readonly Block[]) => blocks.filter((block) => block.kind === 'remark');
const texts = (blocks: readonly Block[]) => blocks.map((block) => ('text' in block ? block.text : ''));

describe('the verdict', () => {
  const unknown = allow({ Sid: 'one', Condition: { StringEquals: { 'aws:SourceOrgID': 'o-1' } } });

  test.each<[verdict: Verdict, statements: Json, tone: string, text: RegExp]>([
    [
      'allowed',
      allow({ Sid: 'one' }),
      'good',
      /^the call may invoke `.*:orders`: statement `one` \(policy:1:\d+\) allows it$/,
    ],
    ['allowed', allow(), 'good', /: a statement without Sid \(policy:1:\d+\) allows it$/],
    [
      'explicitDeny',
      [allow(), deny({ Sid: 'no' })],
      'bad',
      /^the call may not invoke .*: statement `no` .* forbids it$/,
    ],
    ['implicitDeny', sourceArn('/*/POST/*'), 'bad', /^the call may not invoke `.*`: no statement allows it$/],
    ['implicitDeny', [], 'bad', /^the call may not invoke `.*`: its policy is empty$/],
    ['unknown', unknown, 'unsure', /^the call may or may not invoke `.*:orders`/],
  ])('%s', (verdict, statements, tone, text) => {
    const [first] = blocksOf(statements);
    expect(first).toEqual({ kind: 'verdict', tone, word: VERDICT_WORDS[verdict], text: expect.stringMatching(text) });
  });

  test('of an invocation by its source ARN names who calls', () => {
    const answer = evaluate(policyOf(allow()), { ...INVOCATION, principal: '444455556666' });
    expect(texts(evaluateReport(answer, []).blocks)[0]).toMatch(/^`444455556666` may not invoke/);
  });

  test('has AWS’s own word in it wherever it says no', () => {
    const words = Object.entries(VERDICT_WORDS).filter(([, word]) => word.startsWith('not'));
    expect(words.filter(([verdict, word]) => !word.includes(`(${verdict})`))).toEqual([]);
    expect(words).toHaveLength(2);
  });
});

describe('what is presented', () => {
  const presented = (...args: Parameters<typeof blocksOf>) => blocksOf(...args).filter(({ kind }) => kind === 'fact');

  test('is told with its evidence', () => {
    expect(presented(allow())).toEqual([
      {
        kind: 'fact',
        name: 'presents',
        text: `\`${API}/prod/GET/orders\``,
        more: [expect.stringMatching(/\(documented by AWS\)$/)],
      },
    ]);
  });

  test('is told without it where a caveat says the same', () => {
    const call = { ...CALL, route: 'GET /{id}' };
    expect(presented(allow(), call)).toMatchObject([{ more: [] }]);
    expect(
      texts(remarks(blocksOf(allow(), call))).filter((text) => /^caveat: a path parameter/.test(text)),
    ).toHaveLength(1);
  });

  test('are all of several, each with its verdict', () => {
    const [fact] = presented(sourceArn('/*/GET/*'), { ...CALL, type: 'http', route: 'ANY /orders' });
    const lines = (fact as { more: readonly string[] }).more;
    expect(lines).toHaveLength(8);
    expect(lines.filter((line) => line.endsWith(': allowed'))).toEqual([`\`${API}/prod/GET/orders\`: allowed`]);
  });

  test('is none of those that only show a conflict', () => {
    expect(presented(sourceArn('/*/ANY/*'), { ...CALL, route: 'ANY /orders' })).toMatchObject([
      { text: `\`${API}/prod/ANY/orders\`` },
    ]);
  });

  test('by its source ARN is that, and what was filled in', () => {
    expect(presented(allow(), INVOCATION)).toEqual([
      { kind: 'fact', name: 'presents', text: `\`${INVOCATION.sourceArn}\`` },
      { kind: 'fact', name: 'note', text: expect.stringContaining('source account `111122223333`') },
    ]);
  });

  test('is nothing where no source ARN is sent', () => {
    expect(presented(allow(), { resource: FUNCTION, principal: '111122223333' })).toEqual([]);
  });
});

describe('the statements', () => {
  test('the one that decides is told with its place, the others by the element that said no', () => {
    const blocks = remarks(blocksOf([sourceArn('/*/POST/*', { Sid: 'post' }), allow({ Sid: 'all' })]));
    expect(blocks).toMatchObject([
      {
        tone: 'good',
        text: expect.stringMatching(/^statement `all` \(policy:.*\) allows this call$/),
        place: { pointer: '/Statement/1' },
      },
      {
        tone: 'plain',
        text: expect.stringMatching(/^statement `post` .* does not match: Condition, resource of the ARN$/),
        more: [expect.stringContaining('POST')],
      },
    ]);
  });

  test('a Deny that matches is told as one', () => {
    expect(remarks(blocksOf([deny({ Sid: 'no' })]))).toMatchObject([
      { tone: 'bad', text: expect.stringMatching(/`no`.* denies this call$/) },
    ]);
  });

  test('one that may match is told with the reason why nobody knows', () => {
    const statement = allow({ Sid: 'one', Condition: { StringEquals: { 'aws:SourceOrgID': 'o-1' } } });
    expect(remarks(blocksOf(statement))).toMatchObject([
      {
        tone: 'unsure',
        text: expect.stringMatching(/may or may not match: Condition$/),
        more: [expect.stringContaining('aws:SourceOrgID')],
      },
    ]);
  });

  test('one without a clear Effect is told as such', () => {
    expect(texts(remarks(blocksOf(allow({ Effect: 'allow' }))))[0]).toMatch(
      /has no clear Effect, and speaks of this call$/,
    );
  });

  test('the nearest of a refusal is shown with its place, the others in a line', () => {
    const blocks = remarks(
      blocksOf([sourceArn('/test/POST/x', { Sid: 'far' }), sourceArn('/*/POST/orders', { Sid: 'near' })]),
    );
    expect(blocks.slice(0, 2)).toMatchObject([
      { text: expect.stringContaining('`near`'), place: { pointer: expect.stringContaining('/Statement/1/') } },
      { text: expect.stringContaining('`far`') },
    ]);
    expect(blocks[1]).not.toHaveProperty('place');
  });

  test.each([
    [5, 5, false],
    [6, 5, true],
    [40, 5, true],
  ])('of %i that do not match, %i are told', (count, told, isCut) => {
    const many = Array.from({ length: count }, (_, index) => allow({ Sid: `s${index}`, Action: 's3:*' }));
    const blocks = texts(remarks(blocksOf([allow({ Sid: 'yes' }), ...many])));
    expect(blocks.filter((text) => /statement `s\d+`/.test(text))).toHaveLength(told);
    expect(blocks.at(-1)?.startsWith(`${count - told} more of ${count + 1} statements`)).toBe(isCut);
  });
});

describe('the way out', () => {
  test('is the last thing said, behind the caveats', () => {
    const blocks = blocksOf(sourceArn('/*/GET/{orderId}'), { ...CALL, route: 'GET /{id}' });
    expect(kinds(blocks).at(-1)).toBe('hint');
    const said = texts(blocks);
    expect(said.findIndex((text) => text.startsWith('caveat'))).toBeLessThan(
      said.findIndex((text) => /comes nearest/.test(text)),
    );
  });

  test('is what mends the nearest statement', () => {
    const blocks = blocksOf(sourceArn('/*/GET', { Sid: 'root' }), { ...CALL, route: 'GET /' });
    expect(blocks.slice(-2)).toEqual([
      { kind: 'remark', tone: 'bad', text: expect.stringMatching(/^`root` comes nearest: /) },
      { kind: 'hint', text: expect.stringContaining('`a1b2c3d4e5/*/GET/`') },
    ]);
  });

  test('is a new statement where none comes near', () => {
    expect(blocksOf(deny({ Action: 's3:*' })).at(-1)).toEqual({
      kind: 'hint',
      text: `nothing in the policy comes near: add a statement that allows \`apigateway.amazonaws.com\` to \`lambda:InvokeFunction\` where \`aws:SourceArn\` is \`${API}/prod/GET/orders\`; \`sourcearn grant\` writes it`,
    });
  });

  test('for an authorizer names it as one, not as a route of every stage', () => {
    const call: Call = { api: 'a1b2c3d4e5', type: 'rest', authorizer: 'abc123', function: FUNCTION };
    expect(texts(blocksOf(sourceArn('/*/GET/orders'), call)).at(-1)).toContain(`\`${API}/authorizers/abc123\``);
  });

  test.each<[what: string, call: Call]>([
    ['one verb', CALL],
    ['ANY', { ...CALL, route: 'ANY /orders' }],
    [
      'ANY from the Test button',
      { api: 'a1b2c3d4e5', type: 'rest', testInvoke: true, route: 'ANY /orders', function: FUNCTION },
    ],
    ['ANY of an HTTP API', { ...CALL, type: 'http', route: 'ANY /orders' }],
  ])('mends the call for every source ARN that may be presented: %s', (_, call) => {
    const document = { Version: '2012-10-17', Statement: [sourceArn('/test/POST/x')] };
    const { verdict, nearMiss } = evaluate(parsePolicy(document), call);
    expect(verdict).toBe('implicitDeny');
    expect(evaluate(parsePolicy(applyChanges(document, nearMiss?.changes ?? [])), call).verdict).toBe('allowed');
  });

  test('of a call without a source ARN does not name one', () => {
    expect(texts(blocksOf([], { resource: FUNCTION, principal: '111122223333' })).at(-1)).toMatch(
      /to `lambda:InvokeFunction`$/,
    );
  });

  test.each<[what: string, statements: Json]>([
    ['what is allowed', allow()],
  ])('there is none from %s', (_, statements) => {
    expect(kinds(blocksOf(statements))).not.toContain('hint');
  });
});

test('the data is the answer itself, findings and sources are passed on', () => {
  const sources = [{ name: 'policy', text: '{}' }];
  const answer: Answer = evaluate(policyOf(allow({ Effect: 'allow' })), CALL);
  const report = evaluateReport(answer, sources);
  expect(report.data).toBe(answer);
  expect(report.findings).toBe(answer.findings);
  expect(report.findings).toHaveLength(1);
  expect(report.sources).toBe(sources);
});

test('no block says what another has said', () => {
  const http: Call = { ...CALL, type: 'http', route: 'ANY /{id}' };
  for (const call of [CALL, http, { ...CALL, route: 'ANY /orders' }, { ...CALL, route: 'GET /{id}' }]) {
    for (const statements of [allow(), sourceArn('/*/GET/*'), sourceArn('/*/ANY/*'), []]) {
      const said = blocksOf(statements, call)
        .flatMap((block) => ('more' in block ? (block.more ?? []) : []))
        .concat(texts(blocksOf(statements, call)));
      expect(said.length).toBe(new Set(said).size);
    }
  }
});
