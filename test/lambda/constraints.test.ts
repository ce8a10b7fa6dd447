// Does the permission API take the values that its model takes, and refuse the others in its words?

import { describe, expect, test } from '@jest/globals';
import { checkConstraints } from '../../src/lambda/constraints.js';
import { LambdaError } from '../../src/lambda/error.js';

type Kind = Parameters<typeof checkConstraints>[1];

const ARN = 'arn:aws:lambda:us-east-2:111122223333:function:pets';
const API = 'arn:aws:execute-api:us-east-2:111122223333:a1b2c3d4e5';
const UUID = '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9';

const shown = (value: string) =>
  value.length > 70 ? `${value.slice(0, 30)}… (${value.length})` : JSON.stringify(value);
const nameOf = (member: string) => member.charAt(0).toLowerCase() + member.slice(1);

/** What a request cannot do without. */
const NEEDED = {
  permission: { FunctionName: 'pets', StatementId: 'a', Action: '*', Principal: '*' },
  removal: { FunctionName: 'pets', StatementId: 'a' },
  function: { FunctionName: 'pets' },
  document: { ResourceArn: ARN, Policy: '{}' },
  resource: { ResourceArn: ARN },
} as const;

function refusalOf(request: object, kind: Kind = 'permission'): LambdaError | undefined {
  try {
    const missing = Object.entries(NEEDED[kind]).filter(([member]) => !Object.hasOwn(request, member));
    checkConstraints({ ...request, ...Object.fromEntries(missing) }, kind);
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(LambdaError);
    return error as LambdaError;
  }
}

const fault = (member: string, value: string, must: string) =>
  `Value '${value}' at '${nameOf(member)}' failed to satisfy constraint: Member must ${must}`;

const TAKEN: readonly (readonly [member: string, values: readonly string[], kind?: Kind])[] = [
  ['FunctionName', ['pets', 'p', 'Pets_2-b', 'p'.repeat(256), 'pets:prod', 'pets:42', 'pets:$LATEST']],
  ['FunctionName', [ARN, `${ARN}:prod`, '111122223333:function:pets', '111122223333:function:pets:prod']],
  ['FunctionName', ['arn:aws-cn:lambda:cn-north-1:111122223333:function:pets', 'pets:$LATEST.PUBLISHED']],
  ['StatementId', ['a', 'A-z_0', '-', '_', '1', 'a'.repeat(100)]],
  ['StatementId', ['a', 'a.b', '.', 'A-z_0', 'a'.repeat(100)], 'removal'],
  ['Action', ['lambda:InvokeFunction', 'lambda:InvokeFunctionUrl', 'lambda:*', '*']],
  ['Principal', ['*', 'apigateway.amazonaws.com', '111122223333', 'arn:aws:iam::111122223333:user/a', 'é']],
  ['SourceArn', [`${API}/*/GET/pets`, `${API}/*`, `${API}/prod/GET/pets/*`, `${API}/?/*`]],
  ['SourceArn', ['arn:aws:s3:::bucket', 'arn:aws:s3:::', 'arn:aws:s3:::a b', 'arn:aws:events:us-east-2::rule/r']],
  ['SourceArn', ['arn:aws-us-gov:execute-api:us-gov-west-1:111122223333:a1', 'arn:aws-iso-b:s3:us-isob-east-1::b']],
  ['SourceArn', ['arn:aws-eusc:execute-api:eusc-de-east-1:111122223333:a1']],
  ['SourceAccount', ['111122223333', '000000000000']],
  ['PrincipalOrgID', ['o-a1b2c3d4e5', `o-${'a'.repeat(32)}`, 'o-0123456789']],
  ['EventSourceToken', ['amzn1.ask.skill.a-b_c', 'a', '.', 'a'.repeat(256)]],
  ['FunctionUrlAuthType', ['NONE', 'AWS_IAM']],
  ['Qualifier', ['prod', '42', 'a', '$LATEST', '$LATEST.PUBLISHED', 'a$b', 'a-b_c', 'q'.repeat(128)]],
  ['ResourceArn', [ARN, `${ARN}:prod`, `${ARN}:42`, `${ARN}:$LATEST`], 'document'],
  ['ResourceArn', ['arn:aws-cn:lambda:cn-north-1:111122223333:function:pets', ARN + 'p'.repeat(205)], 'document'],
  ['Policy', ['{}', '{', ' '.repeat(20_480), 'é'.repeat(20_480)], 'document'],
  ['RevisionId', [UUID, UUID.replaceAll('0', 'f')], 'document'],
  ['RevisionId', ['', 'yesterday', UUID]],
  ['RevisionId', ['', 'yesterday', UUID], 'removal'],
];

/** Stands for the constraint of the pattern, whatever it prints; see PRINTED. */
const PATTERN = 'satisfy regular expression pattern';
const atMost = (most: number) => `have length less than or equal to ${most}`;
const atLeast = (least: number) => `have length greater than or equal to ${least}`;

type Refused = readonly [member: string, why: string, value: string, must: readonly string[], kind?: Kind];
const REFUSED: readonly Refused[] = [
  ['FunctionName', 'nothing', '', [atLeast(1), PATTERN]],
  ['FunctionName', 'a letter too many', 'p'.repeat(257), [atMost(256)]],
  ['FunctionName', 'a space', 'my pets', [PATTERN]],
  ['FunctionName', 'a star', 'pets*', [PATTERN]],
  ['FunctionName', 'two qualifiers', 'pets:prod:1', [PATTERN]],
  ['FunctionName', 'an empty qualifier', 'pets:', [PATTERN]],
  ['FunctionName', 'an ARN of another service', 'arn:aws:s3:::pets', [PATTERN]],
  ['FunctionName', 'a line break at the end', 'pets\n', [PATTERN]],
  ['StatementId', 'nothing', '', [atLeast(1), PATTERN]],
  ['StatementId', 'a letter too many', 'a'.repeat(101), [atMost(100)]],
  ['StatementId', 'a dot', 'a.b', [PATTERN]],
  ['StatementId', 'a space', 'a b', [PATTERN]],
  ['StatementId', 'another alphabet', 'é', [PATTERN]],
  ['StatementId', 'a line break at the end', 'a\n', [PATTERN]],
  ['StatementId', 'dots, and a letter too many', '.'.repeat(101), [atMost(100), PATTERN]],
  ['StatementId', 'nothing to remove', '', [atLeast(1), PATTERN], 'removal'],
  ['StatementId', 'a letter too many to remove', '.'.repeat(101), [atMost(100)], 'removal'],
  ['StatementId', 'a space to remove', 'a b', [PATTERN], 'removal'],
  ['Action', 'nothing', '', [PATTERN]],
  ['Action', 'another service', 's3:GetObject', [PATTERN]],
  ['Action', 'no service', 'InvokeFunction', [PATTERN]],
  ['Action', 'another letter case of the service', 'Lambda:InvokeFunction', [PATTERN]],
  ['Action', 'a star behind a name', 'lambda:Invoke*', [PATTERN]],
  ['Action', 'no name', 'lambda:', [PATTERN]],
  ['Action', 'a digit', 'lambda:Invoke2', [PATTERN]],
  ['Principal', 'nothing', '', [PATTERN]],
  ['Principal', 'a space', 'apigateway.amazonaws.com ', [PATTERN]],
  ['Principal', 'a line break', 'apigateway\n.amazonaws.com', [PATTERN]],
  ['SourceArn', 'nothing', '', [PATTERN]],
  ['SourceArn', 'a star', '*', [PATTERN]],
  ['SourceArn', 'no ARN', 'a1b2c3d4e5', [PATTERN]],
  ['SourceArn', 'five components', 'arn:aws:s3::bucket', [PATTERN]],
  ['SourceArn', 'a star as the partition', 'arn:*:execute-api:us-east-2:111122223333:a1/*', [PATTERN]],
  ['SourceArn', 'a star as the service', 'arn:aws:*:us-east-2:111122223333:a1/*', [PATTERN]],
  ['SourceArn', 'a star as the region', 'arn:aws:execute-api:*:111122223333:a1/*', [PATTERN]],
  ['SourceArn', 'a star in the region', 'arn:aws:execute-api:us-east-*:111122223333:a1/*', [PATTERN]],
  ['SourceArn', 'a question mark in the region', 'arn:aws:execute-api:us-east-?:111122223333:a1/*', [PATTERN]],
  ['SourceArn', 'a star as the account', 'arn:aws:execute-api:us-east-2:*:a1/*', [PATTERN]],
  ['SourceArn', 'a star in the account', 'arn:aws:execute-api:us-east-2:1111*:a1/*', [PATTERN]],
  ['SourceArn', 'question marks as the account', 'arn:aws:execute-api:us-east-2:????????????:a1/*', [PATTERN]],
  ['SourceArn', 'an account of eleven digits', 'arn:aws:execute-api:us-east-2:11112222333:a1/*', [PATTERN]],
  ['SourceArn', 'an account of thirteen digits', 'arn:aws:execute-api:us-east-2:1111222233334:a1/*', [PATTERN]],
  ['SourceArn', 'no service', 'arn:aws::us-east-2:111122223333:a1', [PATTERN]],
  ['SourceArn', 'a variable as the account', 'arn:aws:execute-api:us-east-2:${aws:PrincipalAccount}:a1', [PATTERN]],
  ['SourceAccount', 'nothing', '', [PATTERN]],
  ['SourceAccount', 'eleven digits', '11112222333', [PATTERN]],
  ['SourceAccount', 'thirteen digits', '1111222233334', [atMost(12), PATTERN]],
  ['SourceAccount', 'dashes', '1111-2222-3333', [atMost(12), PATTERN]],
  ['SourceAccount', 'a star', '*', [PATTERN]],
  ['SourceAccount', 'digits of another alphabet', '١١١١٢٢٢٢٣٣٣٣', [PATTERN]],
  ['PrincipalOrgID', 'nine letters', 'o-a1b2c3d4e', [atLeast(12), PATTERN]],
  ['PrincipalOrgID', '33 letters', `o-${'a'.repeat(33)}`, [atMost(34), PATTERN]],
  ['PrincipalOrgID', 'a capital letter', 'o-A1b2c3d4e5', [PATTERN]],
  ['PrincipalOrgID', 'an organizational unit', 'ou-a1b2-c3d4e5f6', [PATTERN]],
  ['EventSourceToken', 'nothing', '', [PATTERN]],
  ['EventSourceToken', 'a letter too many', 'a'.repeat(257), [atMost(256)]],
  ['EventSourceToken', 'a slash', 'a/b', [PATTERN]],
  ['EventSourceToken', 'a star', '*', [PATTERN]],
  ['FunctionUrlAuthType', 'another word', 'IAM', ['satisfy enum value set: [NONE, AWS_IAM]']],
  ['FunctionUrlAuthType', 'another letter case', 'none', ['satisfy enum value set: [NONE, AWS_IAM]']],
  ['FunctionUrlAuthType', 'nothing', '', ['satisfy enum value set: [NONE, AWS_IAM]']],
  ['Action', 'a letter too many', `lambda:${'a'.repeat(9994)}`, [atMost(10_000)]],
  ['Principal', 'a letter too many', 'p'.repeat(2049), [atMost(2048)]],
  ['SourceArn', 'a letter too many', API + 'a'.repeat(10_001 - API.length), [atMost(10_000)]],
  ['Policy', 'nothing', '', [atLeast(1), PATTERN], 'document'],
  ['Qualifier', 'nothing', '', [atLeast(1), PATTERN]],
  ['Qualifier', 'a letter too many', 'q'.repeat(129), [atMost(128)]],
  ['Qualifier', 'a question mark', 'v?', [PATTERN]],
  ['Qualifier', 'a star', '*', [PATTERN]],
  ['Qualifier', 'a dot', 'v1.2', [PATTERN]],
  ['ResourceArn', 'nothing', '', [PATTERN], 'document'],
  ['ResourceArn', 'a name', 'pets', [PATTERN], 'document'],
  ['ResourceArn', 'a partial ARN', '111122223333:function:pets', [PATTERN], 'document'],
  ['ResourceArn', 'a layer', 'arn:aws:lambda:us-east-2:111122223333:layer:pets:1', [PATTERN], 'document'],
  ['ResourceArn', 'a star', `${ARN}:*`, [PATTERN], 'document'],
  ['ResourceArn', 'a letter too many', ARN + 'p'.repeat(206), [atMost(256)], 'document'],
  ['Policy', 'a letter too many', ' '.repeat(20_481), [atMost(20_480)], 'document'],
  ['RevisionId', 'a letter too few', UUID.slice(1), [atLeast(36), PATTERN], 'document'],
  ['RevisionId', 'a letter too many', `${UUID}0`, [atMost(36), PATTERN], 'document'],
  ['RevisionId', 'capital letters', UUID.toUpperCase(), [PATTERN], 'document'],
  ['RevisionId', 'no dashes', UUID.replaceAll('-', '0'), [PATTERN], 'document'],
];

const takenRows = TAKEN.flatMap(([member, values, kind = 'permission']) =>
  values.map((value) => [member, kind, shown(value), value] as const),
);

test.each(takenRows)('%s in a %s may be %s', (member, kind, _, value) => {
  expect(refusalOf({ [member]: value }, kind)?.message).toBeUndefined();
});

const refusedRows = REFUSED.map(
  ([member, why, value, must, kind = 'permission']) => [member, kind, why, value, must] as const,
);

test.each(refusedRows)('%s in a %s may not be: %s', (member, kind, _, value, must) => {
  const refusal = refusalOf({ [member]: value }, kind);
  expect(refusal).toMatchObject({ code: 'ValidationException', status: 400 });
  const count = must.length === 1 ? '1 validation error' : `${must.length} validation errors`;
  const faults = must.map((one) => fault(member, value, one));
  expect(refusal?.message.replaceAll(/(regular expression pattern): .*?(?=; Value '|$)/gs, '$1')).toBe(
    `${count} detected: ${faults.join('; ')}`,
  );
});

test('each member that is taken in some forms is refused in others', () => {
  const members = (rows: readonly (readonly [string, ...unknown[]])[]) => [...new Set(rows.map(([one]) => one))].sort();
  expect(members(REFUSED)).toEqual(members(TAKEN));
});

// AWS: the pattern of each parameter in the model of the Lambda API; recorded for StatementId and Qualifier.
const PRINTED: readonly (readonly [member: string, kind: Kind, refused: string, printed: string])[] = [
  ['StatementId', 'permission', 'a.b', '([a-zA-Z0-9-_]+)'],
  ['StatementId', 'removal', 'a b', '([a-zA-Z0-9-_.]+)'],
  ['Action', 'permission', 'a', '(lambda:[*]|lambda:[a-zA-Z]+|[*])'],
  ['Principal', 'permission', ' ', '[^\\s]+'],
  ['EventSourceToken', 'permission', '/', '[a-zA-Z0-9._\\-]+'],
  [
    'SourceArn',
    'permission',
    'a',
    'arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1})?:(\\d{12})?:(.*)',
  ],
  ['SourceAccount', 'permission', '1', '\\d{12}'],
  ['PrincipalOrgID', 'permission', 'o-ABCDEFGHIJ', 'o-[a-z0-9]{10,32}'],
  ['Qualifier', 'permission', '?', '\\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9-_$]+'],
  [
    'ResourceArn',
    'document',
    'pets',
    'arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:function:[a-zA-Z0-9-_]+(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_])+)?',
  ],
  ['RevisionId', 'document', UUID.toUpperCase(), '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'],
];

describe('the pattern is printed as AWS prints it', () => {
  test.each(PRINTED)('%s in a %s', (member, kind, value, printed) => {
    const must = `satisfy regular expression pattern: ${printed}`;
    expect(refusalOf({ [member]: value }, kind)?.message).toBe(
      `1 validation error detected: ${fault(member, value, must)}`,
    );
  });
});

describe('a request', () => {
  test('with several faults is told each of them, in its own order', () => {
    const bad = { Qualifier: '?', StatementId: '', SourceAccount: '1', Action: 'lambda:InvokeFunction' };
    const said = refusalOf(bad)?.message ?? '';
    expect(said).toMatch(/^4 validation errors detected: /);
    expect([...said.matchAll(/at '(\w+)'/g)].map((match) => match[1])).toEqual([
      'qualifier',
      'statementId',
      'statementId',
      'sourceAccount',
    ]);
  });

  test.each<[title: string, request: object, grade: string]>([
    ['one pattern is recorded', { StatementId: 'a.b' }, 'R'],
    ['another is not', { Action: 'a' }, 'I'],
    ['a length is inferred', { StatementId: 'a'.repeat(101) }, 'I'],
    ['an enum is inferred', { FunctionUrlAuthType: 'IAM' }, 'I'],
    ['several are inferred', { StatementId: 'a.b', Qualifier: '?' }, 'I'],
  ])('has the grade of its words: %s', (_, request, grade) => {
    expect(refusalOf(request)).toMatchObject({ code: 'ValidationException', status: 400, grade });
  });

  test.each<[title: string, request: object, says: string]>([
    [
      'lacks a member',
      { StatementId: undefined },
      "Value null at 'statementId' failed to satisfy constraint: Member must not be null",
    ],
    [
      'has a null',
      { SourceArn: null },
      "Value null at 'sourceArn' failed to satisfy constraint: Member must not be null",
    ],
    [
      'has a number',
      { SourceAccount: 1 },
      "Value 1 at 'sourceAccount' failed to satisfy constraint: Member must be a string",
    ],
    [
      'has a number for a revision',
      { RevisionId: 7 },
      "Value 7 at 'revisionId' failed to satisfy constraint: Member must be a string",
    ],
    [
      'has a truth for a principal',
      { Principal: true },
      "Value true at 'principal' failed to satisfy constraint: Member must be a string",
    ],
    [
      'has a text for a truth',
      { InvokedViaFunctionUrl: 'true' },
      "Value 'true' at 'invokedViaFunctionUrl' failed to satisfy constraint: Member must be a boolean",
    ],
    [
      'has a number for a truth',
      { InvokedViaFunctionUrl: 1 },
      "Value 1 at 'invokedViaFunctionUrl' failed to satisfy constraint: Member must be a boolean",
    ],
    [
      'has null for a truth',
      { InvokedViaFunctionUrl: null },
      "Value null at 'invokedViaFunctionUrl' failed to satisfy constraint: Member must not be null",
    ],
  ])('that %s is refused', (_, request, says) => {
    expect(refusalOf(request)).toMatchObject({ message: `1 validation error detected: ${says}`, grade: 'I' });
  });

  test.each<[title: string, request: object]>([
    ['nothing', {}],
    ['no text', { InvokedViaFunctionUrl: true, SourceArn: undefined }],
    ['a truth that is false, or none', { InvokedViaFunctionUrl: false, RevisionId: undefined }],
    ['a member that nobody knows', { Comment: ' ', toString: ' ', constructor: ' ' }],
    ['one of any type', { Comment: null, comment: 7, Sid: {} }],
  ])('holds %s, and nothing is wrong with it', (_, request) => {
    expect(refusalOf(request)).toBeUndefined();
  });
});
