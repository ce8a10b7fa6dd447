// Is it said what an ARN or a policy is: its parts, what it matches, what is odd, and where it could not be read?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parsePolicy } from '../../../src/input/parse-policy.js';
import { type ParsedArn, parse } from '../../../src/question/parse/parse.js';

fc.configureGlobal({ seed: Number(process.env['SEED'] ?? 20261101) });

const HEAD = 'arn:aws:execute-api:us-east-2:111122223333:';
const arn = (text: string) => parse([text], [], []);
const statementOf = (over: object = {}) => ({
  Sid: 'one',
  ...{ Effect: 'Allow', Principal: { Service: 'apigateway.amazonaws.com' }, Action: 'lambda:InvokeFunction' },
  Resource: 'arn:aws:lambda:us-east-2:111122223333:function:pets',
  ...over,
});
function policy(...statements: object[]) {
  const { policies, findings } = parsePolicy({ Version: '2012-10-17', Statement: statements });
  return parse([], policies, findings);
}

describe('an ARN', () => {
  test.each<[what: string, text: string, parsed: object]>([
    [
      'a method',
      `${HEAD}a1b2c3d4e5/prod/GET/pets/{petId}`,
      { sourceArn: { api: 'a1b2c3d4e5', kind: 'method', stage: 'prod', method: 'GET', path: '/pets/{petId}' } },
    ],
    ['the root', `${HEAD}a1b2c3d4e5/*/GET/`, { sourceArn: { kind: 'method', stage: '*', path: '/' } }],
    ['a route key', `${HEAD}a1b2c3d4e5/dev/$connect`, { sourceArn: { kind: 'routeKey', routeKey: '$connect' } }],
    ['a stage', `${HEAD}a1b2c3d4e5/*`, { sourceArn: { kind: 'stage', stage: '*' } }],
    ['an authorizer', `${HEAD}a1b2c3d4e5/authorizers/x`, { sourceArn: { kind: 'authorizer', authorizer: 'x' } }],
    ['an API', `${HEAD}a1b2c3d4e5`, { sourceArn: { api: 'a1b2c3d4e5', kind: 'none' } }],
    [
      'its components',
      'arn:aws-cn:execute-api:cn-north-1:*:a:b:c',
      {
        components: {
          ...{ arn: 'arn', partition: 'aws-cn', service: 'execute-api', region: 'cn-north-1', account: '*' },
          resource: 'a:b:c',
        },
      },
    ],
    [
      'a function',
      'arn:aws:lambda:us-east-2:111122223333:function:pets',
      { sourceArn: null, matches: null, function: { name: 'pets', qualifier: null }, oddities: [] },
    ],
    [
      'a version',
      'arn:aws:lambda:us-east-2:111122223333:function:pets:7',
      { function: { name: 'pets', qualifier: '7' } },
    ],
    ['functions', 'arn:aws:lambda:us-east-2:111122223333:function:*', { sourceArn: null, function: null }],
    ['another service', 'arn:aws:s3:::bucket', { sourceArn: null, matches: null, function: null, oddities: [] }],
    ['a star as service', 'arn:aws:*:us-east-2:111122223333:a/*', { sourceArn: null }],
    ['components that are empty', 'arn:::::', { components: { arn: 'arn', partition: '', resource: '' } }],
    ['a policy variable with colon and slash', `${HEAD}\${aws:PrincipalTag/a}/*`, { sourceArn: { stage: '*' } }],
  ])('%s', (_, text, parsed) => {
    const { verdict, arns, statements, findings } = arn(text);
    expect({ verdict, statements, findings }).toEqual({ verdict: 'read', statements: [], findings: [] });
    expect(arns).toMatchObject([{ text, ...parsed }]);
  });

  test('what is odd about it is told by id', () => {
    expect(arn(`${HEAD}a1b2c3d4e5/*/get/pets/`).arns[0]?.oddities.map(({ id }) => id)).toEqual([
      'lower-case-verb',
      'trailing-slash',
    ]);
  });

  test('it is told what it would match', () => {
    expect(arn(`${HEAD}a1b2c3d4e5/*/GET/pets`).arns[0]?.matches).toMatchObject({
      rest: '`GET` on `/pets` in every stage',
      also: 'prod/POST/foo/GET/pets',
    });
  });
});

describe('no ARN', () => {
  test.each<[what: string, text: string, says: RegExp]>([
    ['too few components', 'arn:aws:execute-api:us-east-2', /six components, this one has 4$/],
    ['one too few', 'arn:aws:execute-api:us-east-2:111122223333', /six components, this one has 5$/],
    ['capitals', `ARN${HEAD.slice(3)}a/*`, /begins with `arn:`, in small letters$/],
    ['the word alone', 'arn', /begins with `arn:`/],
    ['the head alone', 'arn:', /six components, this one has 2$/],
    ['a star in place of its head', '*', /begins with `arn:`/],
    ['nothing', '', /begins with `arn:`/],
  ])('%s', (_, text, says) => {
    expect(arn(text)).toMatchObject({
      verdict: 'unreadable',
      arns: [],
      findings: [{ id: 'not-an-arn', severity: 'error', message: expect.stringMatching(says) }],
    });
    expect(arn(text).findings[0]?.place).toMatchObject({ source: '<argument>', start: 0, end: text.length, line: 1 });
  });

  test('among others keeps none of them from being told, in their order', () => {
    const texts = [`${HEAD}a/*`, 'arn:x', `${HEAD}b/*`];
    const { verdict, arns, findings } = parse(texts, [], []);
    expect([verdict, arns.map(({ text }) => text)]).toEqual(['unreadable', [texts[0], texts[2]]]);
    expect(findings).toHaveLength(1);
  });
});

describe('a policy', () => {
  test('each statement by its Sid and place, in order', () => {
    const { verdict, arns, statements } = policy(statementOf(), statementOf({ Sid: undefined }));
    expect({ verdict, arns }).toEqual({ verdict: 'read', arns: [] });
    expect(statements).toMatchObject([
      { sid: 'one', place: { source: 'policy', pointer: '/Statement/0' }, oddities: [] },
      { sid: null, place: { pointer: '/Statement/1' }, oddities: [] },
    ]);
    for (const { grants } of statements) expect(grants).toMatch(/^allows `apigateway\.amazonaws\.com` to call/);
  });

  test.each<[what: string, condition: object, told: [id: string, pointer: string][]]>([
    ['none', { ArnLike: { 'aws:SourceArn': `${HEAD}a1b2c3d4e5/*/GET/pets` } }, []],
    [
      'a source ARN, whatever the case of its key',
      { ArnLike: { 'AWS:SOURCEARN': `${HEAD}a1b2c3d4e5/*/GET` } },
      [['root-without-slash', '/Statement/0/Condition/ArnLike/AWS:SOURCEARN']],
    ],
    [
      'the second of a list',
      { StringLike: { 'aws:SourceArn': [`${HEAD}a1b2c3d4e5/*`, `${HEAD}a1b2c3d4e5`] } },
      [['missing-suffix', '/Statement/0/Condition/StringLike/aws:SourceArn/1']],
    ],
    [
      'two at once',
      { ArnLike: { 'aws:SourceArn': `${HEAD}a1b2c3d4e5/null/get/pets` } },
      [
        ['null-stage', '/Statement/0/Condition/ArnLike/aws:SourceArn'],
        ['lower-case-verb', '/Statement/0/Condition/ArnLike/aws:SourceArn'],
      ],
    ],
    ['another key', { StringLike: { 'aws:PrincipalArn': `${HEAD}a1b2c3d4e5` } }, []],
    ['what is no ARN', { ArnLike: { 'aws:SourceArn': '*' } }, []],
    ['an ARN of another service', { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::b' } }, []],
  ])('what is odd about its source ARNs, with its place: %s', (_, Condition, told) => {
    const { statements } = policy(statementOf({ Condition }));
    expect(statements[0]?.oddities.map(({ id, place }) => [id, place?.pointer])).toEqual(told);
  });

  test('what AWS would refuse is a finding, and the policy is read all the same', () => {
    const { verdict, statements, findings } = policy(statementOf({ Effect: 'allow' }));
    expect([verdict, findings.length]).toEqual(['read', 1]);
    expect(statements[0]?.grants).toMatch(/AWS would refuse it/);
  });

  test('what cannot be read makes it unreadable, what was read is told', () => {
    const { policies, findings } = parsePolicy(`${JSON.stringify({ Statement: [statementOf()] })}\n{nope`);
    expect(parse([], policies, findings)).toMatchObject({
      verdict: 'unreadable',
      statements: [{ sid: 'one' }],
      findings: [{ severity: 'error', place: { line: 2 } }],
    });
  });

  test('an empty one has no statements', () => {
    expect(policy()).toMatchObject({ verdict: 'read', statements: [] });
  });
});

describe('laws', () => {
  const piece = fc.oneof(fc.constantFrom('*', '', 'execute-api', 'GET', '$default', '/', '${a}', '{b}'), fc.string());

  test('any text is an ARN with its six components or a fault, never both', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 9 }), fc.boolean(), (pieces, isHeaded) => {
        const text = (isHeaded ? 'arn:' : '') + pieces.join(':');
        const { arns, findings, verdict } = parse([text], [], []);
        expect(arns.length + findings.length).toBe(1);
        expect(verdict).toBe(arns.length === 1 ? 'read' : 'unreadable');
        const [parsed] = arns as readonly [ParsedArn?];
        if (parsed !== undefined) expect(Object.values(parsed.components).join(':')).toBe(text);
      }),
    );
  });
});
