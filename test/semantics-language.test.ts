// What does each word of the policy language mean? The facts of docs/semantics.md on documents, statements and conditions.

import { describe, expect, test } from '@jest/globals';
import { evaluate, type InvocationInput, parsePolicy, type Verdict } from '../src/index.js';

const FUNCTION = 'arn:aws:lambda:us-east-2:111122223333:function:pets';
const SOURCE_ARN = 'arn:aws:execute-api:us-east-2:111122223333:a1b2c3d4e5/prod/GET/';
const ALLOW = {
  Effect: 'Allow',
  Principal: { Service: 'apigateway.amazonaws.com' },
  Action: 'lambda:InvokeFunction',
  Resource: FUNCTION,
};
const DENY = { ...ALLOW, Effect: 'Deny' };
const when = (Condition: object, statement: object = ALLOW) => ({ ...statement, Condition });
const without = (name: string, more: object = {}) => ({ ...ALLOW, [name]: undefined, ...more });
const document = (Statement: unknown, Version: string | undefined = '2012-10-17') => ({ Version, Statement });

type More = Partial<InvocationInput>;
const answerTo = (text: unknown, more: More = {}) =>
  evaluate(parsePolicy(text), { resource: FUNCTION, sourceArn: SOURCE_ARN, ...more });

type Row = [fact: string, policy: unknown, Verdict, more?: More];

describe('documents', () => {
  const VARIABLE = when({ StringEquals: { 'aws:SourceAccount': '${aws:SourceAccount}' } });
  const text = (value: unknown) => JSON.stringify(value);
  test.each<Row>([
    ['get-policy prints the document as a string', { Policy: text(document([ALLOW])), RevisionId: 'r' }, 'allowed'],
    ['older pages show it as an object', { Policy: document([ALLOW]) }, 'allowed'],
    ['add-permission prints a statement as a string', { Statement: text(ALLOW) }, 'allowed'],
    ['a lone statement has no Version and is read by 2012-10-17', { Statement: text(VARIABLE) }, 'allowed'],
    ['in 2012-10-17 there are variables', document(VARIABLE), 'allowed'],
    ['in 2008-10-17 a variable is plain text', document(VARIABLE, '2008-10-17'), 'implicitDeny'],
    ['no Version means 2008-10-17', { Statement: VARIABLE }, 'implicitDeny'],
    ['another Version means nobody knows what', document(VARIABLE, '2026-01-01'), 'unknown'],
    ['Statement is an object or a list', document(ALLOW), 'allowed'],
    [
      'an element is a scalar or a list',
      document([{ ...ALLOW, Action: [ALLOW.Action], Resource: [FUNCTION] }]),
      'allowed',
    ],
    ['Effect is case-sensitive', document({ ...ALLOW, Effect: 'allow' }), 'unknown'],
    ['names of elements are case-sensitive', document(without('Action', { action: ALLOW.Action })), 'unknown'],
    ['a statement has a Principal', document(without('Principal')), 'unknown'],
    ['a statement has Action or NotAction, not both', document({ ...ALLOW, NotAction: 's3:*' }), 'unknown'],
    ['a name that stands twice leaves it open', text(document(ALLOW)).replace('{', '{"Statement":[],'), 'unknown'],
    [
      'also where the last one says nothing',
      text(document([])).replace('{', `{"Statement":${text(ALLOW)},`),
      'unknown',
    ],
    ['a policy without statements permits nothing', document([]), 'implicitDeny'],
  ])('%s', (...[, policy, verdict, more]) => {
    expect(answerTo(policy, more).verdict).toBe(verdict);
  });
});

describe('principal, action, resource', () => {
  const principal = (Principal: unknown) => document({ ...ALLOW, Principal });
  const not = (NotPrincipal: object) => document([ALLOW, { ...DENY, Principal: undefined, NotPrincipal }]);
  const action = (Action: unknown) => document({ ...ALLOW, Action });
  const resource = (Resource: unknown) => document({ ...ALLOW, Resource });
  const ROOT = 'arn:aws:iam::444455556666:root';
  const PETS = { context: { 'x:k': 'pets' } };
  test.each<Row>([
    ['a star is everybody, services too', principal('*'), 'allowed'],
    ['so is a star of AWS', principal({ AWS: '*' }), 'allowed'],
    ['a service is named whole', principal({ Service: 'apigateway.amazonaws.com.cn' }), 'implicitDeny'],
    ['or in a list', principal({ Service: ['s3.amazonaws.com', 'apigateway.amazonaws.com'] }), 'allowed'],
    ['an account id is its root ARN', principal({ AWS: '444455556666' }), 'allowed', { principal: ROOT }],
    ['an account’s ARN is no service', principal({ AWS: ROOT }), 'implicitDeny'],
    ['an id is what is left of a deleted principal', principal({ AWS: 'AROAXMPLXMPLXMPLXMPL1' }), 'implicitDeny'],
    ['NotPrincipal denies everybody not listed', not({ Service: 's3.amazonaws.com' }), 'explicitDeny'],
    ['and spares who is listed', not({ Service: 'apigateway.amazonaws.com' }), 'allowed'],
    ['an empty list of principals is nobody', principal({ Service: [] }), 'implicitDeny'],
    ['actions in any case', action('LAMBDA:invokefunction'), 'allowed'],
    ['with stars and question marks', action('lambda:Invoke*Functio?'), 'allowed'],
    ['another action', action('lambda:InvokeFunctionUrl'), 'implicitDeny'],
    ['NotAction is every other one', document(without('Action', { NotAction: 's3:*' })), 'allowed'],
    ['an empty list of actions is none', action([]), 'implicitDeny'],
    ['resources mind case', resource(FUNCTION.replace('pets', 'Pets')), 'implicitDeny'],
    [
      'with stars and question marks in a part of the ARN',
      resource(FUNCTION.replace('us-east-2', 'us-*-?')),
      'allowed',
    ],
    ['a star alone is everything', resource('*'), 'allowed'],
    ['of fewer than six parts nobody knows', resource('arn:aws:lambda:*:pets'), 'unknown'],
    ['NotResource is every other one', document(without('Resource', { NotResource: `${FUNCTION}-2` })), 'allowed'],
    ['an empty list of resources is none', resource([]), 'implicitDeny'],
    [
      'a variable in the sixth part',
      resource('arn:aws:lambda:us-east-2:111122223333:function:${x:k}'),
      'allowed',
      PETS,
    ],
    [
      'which has a value, or nothing matches',
      resource('arn:aws:lambda:us-east-2:111122223333:*${x:k}'),
      'implicitDeny',
    ],
    ['a variable in another part: nobody knows', resource(FUNCTION.replace('us-east-2', '${x:k}')), 'unknown', PETS],
    ['a function’s grant does not cover its alias', document(ALLOW), 'implicitDeny', { resource: `${FUNCTION}:live` }],
    ['nor an alias’s the function', resource(`${FUNCTION}:live`), 'implicitDeny'],
  ])('%s', (...[, policy, verdict, more]) => {
    expect(answerTo(policy, more).verdict).toBe(verdict);
  });
});

describe('weak facts are told', () => {
  const LIVE = { resource: `${FUNCTION}:live` };
  test.each<[fact: string, statement: object, grades: string, more?: More]>([
    ['that a star is services too', { Principal: '*' }, 'I'],
    ['that NotPrincipal is', { Principal: undefined, NotPrincipal: { AWS: '444455556666' } }, 'I'],
    ['that an operator is taken in any case', when({ stringlike: { 'aws:SourceArn': '*' } }), '?'],
    ['that a grant of all aliases reaches one', { Resource: `${FUNCTION}:*` }, '?', LIVE],
    ['that a star does not cross a colon', { Resource: 'arn:aws:lambda:*:function:pets:*' }, 'I', LIVE],
    ['nothing, where no fact is weak', {}, ''],
  ])('%s', (...[, statement, grades, more]) => {
    const { caveats } = answerTo(document({ ...ALLOW, ...statement }), more);
    expect(caveats.map(({ grade }) => grade).join(' ')).toBe(grades);
  });
});

describe('deciding', () => {
  const NEVER = when({ StringEquals: { 'aws:SourceAccount': '444455556666' } }, DENY);
  const PERHAPS = { Bool: { 'aws:SecureTransport': 'true' } };
  test.each<Row>([
    ['a matching Deny decides', document([ALLOW, DENY]), 'explicitDeny'],
    ['whatever the order', document([DENY, ALLOW]), 'explicitDeny'],
    ['a Deny that does not match decides nothing', document([NEVER, ALLOW]), 'allowed'],
    ['without a matching Allow it is denied', document([NEVER]), 'implicitDeny'],
    ['a Deny that may match leaves it open', document([ALLOW, when(PERHAPS, DENY)]), 'unknown'],
    ['unless nothing allows', document([when(PERHAPS, DENY)]), 'implicitDeny'],
    ['an Allow that may match leaves it open', document([when(PERHAPS)]), 'unknown'],
  ])('%s', (_, policy, verdict) => {
    expect(answerTo(policy).verdict).toBe(verdict);
  });
});

/** A condition that holds allows; a key `x:k` has the value given, or is absent. */
type Holds = [fact: string, condition: object, holds: boolean, value?: string | readonly string[]];
const context = (value: Holds[3]): More => (value === undefined ? {} : { context: { 'x:k': value } });

describe('conditions', () => {
  const key = (values: unknown) => ({ 'x:k': values });
  test.each<Holds>([
    ['operators are joined by and', { StringEquals: key('a'), StringLike: key('b*') }, false, 'a'],
    ['keys are joined by and', { StringEquals: { ...key('a'), 'aws:SourceAccount': '444455556666' } }, false, 'a'],
    ['values are joined by or', { StringEquals: key(['a', 'b']) }, true, 'b'],
    ['a negated operator: none of the values', { StringNotEquals: key(['a', 'b']) }, false, 'b'],
    ['names of keys in any case', { StringEquals: { 'X:K': 'a' } }, true, 'a'],
    ['names of operators in any case', { stringequals: key('a') }, true, 'a'],
    ['values may be booleans', { Bool: key(true) }, true, 'true'],
    ['and numbers', { NumericEquals: key(7) }, true, '7'],
    ['an absent key fails a plain operator', { StringEquals: key('a') }, false],
    ['an absent key satisfies a negated one', { StringNotEquals: key('a') }, true],
    ['an absent key satisfies IfExists', { StringEqualsIfExists: key('a') }, true],
    ['IfExists asks a key that is there', { StringEqualsIfExists: key('a') }, false, 'b'],
    ['Null true: the key is absent', { Null: key('true') }, true],
    ['Null false: the key is there', { Null: key('false') }, true, 'a'],
    ['Null: an empty string counts as absent', { Null: key('true') }, true, ''],
    ['ForAllValues: each of the key’s values', { 'ForAllValues:StringEquals': key(['a', 'b']) }, false, ['a', 'c']],
    ['ForAllValues holds of an absent key', { 'ForAllValues:StringEquals': key('a') }, true],
    ['ForAnyValue: one of them', { 'ForAnyValue:StringEquals': key('a') }, true, ['a', 'c']],
    ['ForAnyValue fails on an absent key', { 'ForAnyValue:StringEquals': key('a') }, false],
    ['several values never match a plain operator', { StringEquals: key('a') }, false, ['a', 'b']],
    ['an empty list of values matches nothing', { StringNotEquals: key([]) }, false, 'a'],
    ['but with ForAllValues an absent key', { 'ForAllValues:StringEquals': key([]) }, true],
    ['and with IfExists', { StringEqualsIfExists: key([]) }, true],
  ])('%s', (...[, condition, holds, value]) => {
    expect(answerTo(document(when(condition)), context(value)).verdict).toBe(holds ? 'allowed' : 'implicitDeny');
  });

  test('ForAllValues in a Deny on a key that is never sent denies API Gateway', () => {
    const condition = { 'ForAllValues:StringNotLike': { 'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/*' } };
    const policy = document([ALLOW, when(condition, { ...DENY, Principal: '*' })]);
    expect(answerTo(policy).verdict).toBe('explicitDeny');
  });

  test('an operator nobody knows leaves it open', () => {
    expect(answerTo(document(when({ StringMatches: key('a') })), context('a')).verdict).toBe('unknown');
  });
});

describe('operators', () => {
  const ARN = 'arn:aws:execute-api:us-east-2:111122223333:a1b2c3d4e5/*';
  const one = (operator: string, value: string) => ({ [operator]: { 'x:k': value } });
  test.each<Holds>([
    ['StringEquals: a star is a letter', one('StringEquals', ARN), false, SOURCE_ARN],
    ['StringEquals minds case', one('StringEquals', 'a'), false, 'A'],
    ['StringEqualsIgnoreCase does not', one('StringEqualsIgnoreCase', 'aB'), true, 'Ab'],
    ['StringLike: a star crosses colons and slashes', one('StringLike', 'arn:*/'), true, SOURCE_ARN],
    ['ArnLike: each component by itself', one('ArnLike', ARN), true, SOURCE_ARN],
    ['ArnEquals is ArnLike', one('ArnEquals', ARN), true, SOURCE_ARN],
    ['ArnLike: no star crosses a colon', one('ArnLike', 'arn:aws:execute-api:*:a1b2c3d4e5/*'), false, SOURCE_ARN],
    [
      'but within the sixth component',
      one('ArnLike', 'arn:aws:lambda:us-east-2:111122223333:*'),
      true,
      `${FUNCTION}:live`,
    ],
    ['ArnLike: a star alone is no ARN', one('ArnLike', '*'), false, SOURCE_ARN],
    ['ArnNotLike is the complement', one('ArnNotLike', ARN), false, SOURCE_ARN],
    ['ArnNotLike: a request’s text that is no ARN fails it', one('ArnNotLike', ARN), false, 'a1b2c3d4e5'],
    ['ArnNotLike: a policy’s text that is none never matches', one('ArnNotLike', '*'), true, SOURCE_ARN],
    ['Numeric: what is no number is false', one('NumericNotEquals', '7'), false, 'seven'],
    ['Date: ISO 8601 or seconds since 1970', one('DateEquals', '2026-11-01T00:00:00Z'), true, '1793491200'],
    ['Bool: true and false in any case', one('Bool', 'TRUE'), true, 'true'],
    ['Bool: other words are false', one('Bool', 'yes'), false, 'yes'],
    ['IpAddress: bits behind the prefix do not count', one('IpAddress', '203.0.113.77/24'), true, '203.0.113.9'],
    ['IpAddress: of both versions', one('IpAddress', '2001:db8::/32'), true, '2001:db8:0::1'],
    ['BinaryEquals: the same bytes', one('BinaryEquals', 'QQ=='), true, 'QQ=='],
    ['a question mark is one letter, whatever its width', one('StringLike', '?'), true, '\u{1f600}'],
    ['a variable stands for the request’s value', one('StringEquals', '${aws:SourceAccount}'), true, '111122223333'],
    ['a variable without a value: its default', one('StringEquals', "${x:no, 'a'}"), true, 'a'],
    ['or else a plain operator fails', one('StringLike', '${x:no}*'), false, 'a'],
    ['and a negated one holds', one('StringNotLike', '${x:no}*'), true, 'a'],
    [
      'a variable is read before an ARN is split',
      one('ArnLike', ARN.replace(/\d{12}/, '${aws:SourceAccount}')),
      true,
      SOURCE_ARN,
    ],
    ['a star in braces is a letter', one('StringLike', '${*}'), false, 'a'],
    ['a star within a value is a letter', { StringLike: { 'aws:SourceAccount': '${x:k}' } }, false, '*'],
    ['$default is plain text', one('StringLike', '*/$default'), true, 'prod/$default'],
  ])('%s', (...[, condition, holds, value]) => {
    expect(answerTo(document(when(condition)), context(value)).verdict).toBe(holds ? 'allowed' : 'implicitDeny');
  });
});
