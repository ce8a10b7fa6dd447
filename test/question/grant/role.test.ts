// What does an integration need that calls with a role, and what is said where the role is of another account?

import { describe, expect, test } from '@jest/globals';
import type { GrantInput } from '../../../src/index.js';
import { roleGrant } from '../../../src/question/grant/role.js';
import { FUNCTION } from '../../support/worlds.js';

const INPUT: GrantInput = { function: FUNCTION, api: '', type: 'rest' };
const ROLE = 'arn:aws:iam::111122223333:role/gateway';
const FOREIGN = ROLE.replace('111122223333', '444455556666');
const CALLER = 'arn:aws:iam::*:user/*';

/** The answer, which is no fault. */
function granted(over: Partial<GrantInput>, credentials: string) {
  const role = roleGrant({ ...INPUT, ...over }, credentials);
  if ('message' in role) throw new Error(role.message);
  return role;
}

describe('the statement for its policy', () => {
  test.each<[what: string, over: Partial<GrantInput>, resource: string | string[]]>([
    ['names the function', {}, FUNCTION],
    ['names the alias', { qualifier: 'live' }, `${FUNCTION}:live`],
    [
      'names each function of a stage variable',
      { function: FUNCTION.replace('orders', '${stageVariables.fn}'), stageVariables: { fn: ['orders', 'billing'] } },
      [FUNCTION, FUNCTION.replace('orders', 'billing')],
    ],
  ])('%s', (_, over, Resource) => {
    expect(granted(over, ROLE).statement).toEqual({ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource });
  });
});

describe('the function’s own policy', () => {
  test('need not mention a role of its account: that no permission is needed is said', () => {
    const { notes, commands } = granted({}, ROLE);
    expect(commands).toEqual([]);
    expect(notes).toEqual([expect.stringMatching(/calls as the role `.*role\/gateway`.*neither needed nor asked for/)]);
  });

  test('need not mention the caller, whose policy is the one', () => {
    const { notes, commands } = granted({}, CALLER);
    expect([notes.length, commands]).toEqual([1, []]);
    expect(notes[0]).toContain('calls as whoever calls');
  });

  test('must let in a role of another account: a command does', () => {
    const { notes, commands } = granted({ qualifier: 'live' }, FOREIGN);
    expect(notes[1]).toMatch(/of another account than the function/);
    expect(commands).toEqual([
      [
        ...['aws', 'lambda', 'add-permission', '--function-name', FUNCTION],
        ...['--statement-id', expect.stringMatching(/^[\w-]{1,100}$/), '--action', 'lambda:InvokeFunction'],
        ...['--principal', FOREIGN, '--qualifier', 'live', '--region', 'us-east-2'],
      ],
    ]);
  });

  test('must let it in once for each function', () => {
    const fn = FUNCTION.replace('orders', '${stageVariables.fn}');
    expect(granted({ function: fn, stageVariables: { fn: ['a', 'b'] } }, FOREIGN).commands).toHaveLength(2);
  });
});

describe('what is no role that could call', () => {
  test.each([
    '',
    'gateway',
    'arn:aws:iam::111122223333:user/me',
    'arn:aws:iam::*:role/x',
    'arn:aws:iam::1:role/x',
    'arn:aws:iam::*:user/me',
    'arn:aws:iam::111122223333:role/',
    `${FOREIGN}*`,
    FUNCTION,
  ])('`%s` is a fault', (credentials) => {
    expect(roleGrant(INPUT, credentials)).toEqual({
      message: `expected the ARN of a role, found \`${credentials}\``,
      hint: expect.stringContaining('arn:aws:iam::*:user/*'),
    });
  });

  test('and what is no function is one too', () => {
    expect(roleGrant({ ...INPUT, function: 'orders' }, ROLE)).toMatchObject({
      hint: expect.stringContaining('--region'),
    });
  });

  test.each([ROLE, FOREIGN])('`%s` is one where it is of another partition', (role) => {
    expect(roleGrant(INPUT, role.replace('aws', 'aws-cn'))).toEqual({
      message: `a role of the partition \`aws-cn\` cannot invoke \`${FUNCTION}\``,
    });
  });

  test('and a role of the function’s own partition, whichever that is, is none', () => {
    const fn = FUNCTION.replace('aws', 'aws-cn').replace('us-east-2', 'cn-north-1');
    expect(granted({ function: fn }, ROLE.replace('aws', 'aws-cn')).commands).toEqual([]);
  });

  test.each<[what: string, over: Partial<GrantInput>, role: string, message: RegExp]>([
    [
      '`$LATEST`',
      { qualifier: '$LATEST' },
      FOREIGN,
      /^Lambda would refuse it: InvalidParameterValueException: .*\$LATEST/,
    ],
    [
      'two qualifiers',
      { function: `${FUNCTION}:live`, qualifier: 'v2' },
      FOREIGN,
      /^Lambda would refuse it: .*qualifier/,
    ],
    ['a role with a space', {}, `${FOREIGN} x`, /^Lambda would refuse it: ValidationException: .*'principal'/],
  ])('nor is what Lambda would refuse: %s', (_, over, role, message) => {
    expect(roleGrant({ ...INPUT, ...over }, role)).toEqual({ message: expect.stringMatching(message) });
  });
});
