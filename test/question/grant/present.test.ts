// Is the present policy taken as it stands, in whichever language and form it is written?

import { describe, expect, test } from '@jest/globals';
import { evaluate, type GrantInput, grant, parsePolicy } from '../../../src/index.js';
import { printArn } from '../../../src/model/arn.js';
import type { JsonObject } from '../../../src/model/policy.js';
import { documentOf, jsonOf, plainSourceArn } from '../../../src/question/grant/present.js';
import { API, allow, deny, FUNCTION, policyOf } from '../../support/worlds.js';

const by = (value: string, operator = 'ArnLike', over: JsonObject = {}) =>
  allow({ Sid: 's1', Condition: { [operator]: { 'AWS:SourceArn': value } }, ...over });
const STATEMENT = by(`${API}/dev/*`);
const DOCUMENT = { Version: '2012-10-17', Id: 'default', Statement: [STATEMENT] };

describe('the document', () => {
  test.each<[what: string, text: unknown, document: unknown]>([
    ['as it is', DOCUMENT, DOCUMENT],
    [
      'with other members',
      { Version: '2008-10-17', Statement: STATEMENT },
      { Version: '2008-10-17', Statement: STATEMENT },
    ],
    ['as get-policy prints it', { Policy: JSON.stringify(DOCUMENT), RevisionId: 'r' }, DOCUMENT],
    ['of what add-permission prints', { Statement: JSON.stringify(STATEMENT) }, DOCUMENT],
    ['of a lone statement', STATEMENT, DOCUMENT],
  ])('%s', (_, text, document) => {
    const [policy] = parsePolicy(text as object).policies;
    expect(documentOf(policy)).toEqual(document);
    expect(policy === undefined ? undefined : jsonOf(policy, policy.statements[0] as never)).toEqual(STATEMENT);
  });

  test('none where there is no policy', () => {
    expect(documentOf(undefined)).toBeNull();
  });
});

/** Of the one statement of a policy. */
function plainOf(statement: JsonObject) {
  const policy = policyOf(statement);
  return plainSourceArn(policy, policy.statements[0] as never, FUNCTION);
}

describe('a plain source ARN', () => {
  test.each<[what: string, statement: JsonObject]>([
    ['by ArnLike', STATEMENT],
    ['by StringLike', by(`${API}/dev/*`, 'StringLike')],
    [
      'with the source account',
      by('', '', {
        Condition: { ArnLike: { 'AWS:SourceArn': `${API}/dev/*` }, StringEquals: { 'AWS:SourceAccount': '1' } },
      }),
    ],
    ['in a list of one', by('', '', { Condition: { ArnEquals: { 'aws:sourcearn': [`${API}/dev/*`] } } })],
  ])('%s', (_, statement) => {
    const arn = plainOf(statement);
    expect(arn && printArn(arn)).toBe(`${API}/dev/*`);
  });

  test.each<[what: string, statement: JsonObject]>([
    ['a Deny', deny({ Condition: { ArnLike: { 'AWS:SourceArn': `${API}/dev/*` } } })],
    ['another principal', by(`${API}/dev/*`, 'ArnLike', { Principal: { Service: 'events.amazonaws.com' } })],
    [
      'two principals',
      by(`${API}/dev/*`, 'ArnLike', { Principal: { Service: ['apigateway.amazonaws.com', 'events.amazonaws.com'] } }),
    ],
    ['an alias', by(`${API}/dev/*`, 'ArnLike', { Resource: `${FUNCTION}:live` })],
    ['two values', by('', '', { Condition: { ArnLike: { 'AWS:SourceArn': [`${API}/a`, `${API}/b`] } } })],
    [
      'two conditions',
      by('', '', { Condition: { ArnLike: { 'AWS:SourceArn': `${API}/a` }, StringLike: { 'AWS:SourceArn': '*' } } }),
    ],
    [
      'an extra key',
      by('', '', { Condition: { ArnLike: { 'AWS:SourceArn': `${API}/a` }, Bool: { 'aws:SecureTransport': 'true' } } }),
    ],
    ['a negation', by(`${API}/dev/*`, 'ArnNotLike')],
    ['no source ARN', allow()],
    ['what is no ARN', by('a1b2c3d4e5', 'StringLike')],
  ])('not of %s', (_, statement) => {
    expect(plainOf(statement)).toBeUndefined();
  });
});

describe('in a document of 2008-10-17, `${…}` is plain text, so a grant that needs it is not written as if it were enough', () => {
  test.each<[what: string, input: Partial<GrantInput>]>([
    ['a route key with a star', { type: 'websocket', routes: ['send*'] }],
    ['a parameter that looks like a variable', { routes: ['GET /pets/${x}'], exact: true }],
  ])('%s', (_, over) => {
    const input: GrantInput = { function: FUNCTION, api: 'a1b2c3d4e5', type: 'rest', stage: 'prod', ...over };
    const granting = grant(input, policyOf(STATEMENT, '2008-10-17'));
    const call = { ...input, route: input.routes?.[0] as string };
    const { verdict } = evaluate(parsePolicy(granting.functions[0]?.after ?? {}), call);
    expect([granting.verdict, verdict]).not.toEqual(['toWrite', 'implicitDeny']);
  });
});
