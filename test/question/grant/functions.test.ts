// Which function does a grant mean, whichever way it is named, and how do commands call it?

import { describe, expect, test } from '@jest/globals';
import type { GrantInput } from '../../../src/index.js';
import { functionsOf, type GrantedFunction } from '../../../src/question/grant/functions.js';
import { FUNCTION } from '../../support/worlds.js';

const API = { api: 'a1b2c3d4e5', type: 'rest' } as const;
const WHERE = { region: 'us-east-2', account: '111122223333' };
const PARTIAL = '111122223333:function:orders';
const LONGEST = 'a'.repeat(64);

describe('one function', () => {
  test.each<[what: string, input: Partial<GrantInput>, arn: string, name: string, qualifier: string | undefined]>([
    ['an ARN', { function: FUNCTION }, FUNCTION, FUNCTION, undefined],
    [
      'an ARN, and beside it what it says',
      { function: FUNCTION, ...WHERE, partition: 'aws' },
      FUNCTION,
      FUNCTION,
      undefined,
    ],
    ['a name', { function: 'orders', ...WHERE }, FUNCTION, 'orders', undefined],
    ['a name of 64 letters', { function: LONGEST, ...WHERE }, FUNCTION.replace('orders', LONGEST), LONGEST, undefined],
    ['a partial ARN', { function: PARTIAL, region: 'us-east-2' }, FUNCTION, PARTIAL, undefined],
    ['an ARN with an alias', { function: `${FUNCTION}:live` }, `${FUNCTION}:live`, FUNCTION, 'live'],
    ['a name with a version', { function: 'orders:7', ...WHERE }, `${FUNCTION}:7`, 'orders', '7'],
    ['a partial ARN with an alias', { function: `${PARTIAL}:live`, ...WHERE }, `${FUNCTION}:live`, PARTIAL, 'live'],
    [
      'a name, and the alias beside it',
      { function: 'orders', qualifier: 'live', ...WHERE },
      `${FUNCTION}:live`,
      'orders',
      'live',
    ],
    ['an alias twice', { function: `${FUNCTION}:live`, qualifier: 'live' }, `${FUNCTION}:live`, FUNCTION, 'live'],
    [
      'two that differ, which Lambda refuses',
      { function: `${FUNCTION}:live`, qualifier: 'v2' },
      `${FUNCTION}:v2`,
      `${FUNCTION}:live`,
      'v2',
    ],
    [
      '`$LATEST`, which Lambda refuses',
      { function: `${FUNCTION}:$LATEST` },
      `${FUNCTION}:$LATEST`,
      FUNCTION,
      '$LATEST',
    ],
  ])('%s', (_, input, arn, functionName, qualifier) => {
    const place = { partition: 'aws', ...WHERE };
    const told = qualifier === undefined ? {} : { qualifier };
    expect(functionsOf({ ...API, ...input } as GrantInput)).toEqual([{ ...place, arn, functionName, ...told }]);
  });

  test.each([
    ['us-east-2', 'aws'],
    ['cn-north-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
    ['us-iso-east-1', 'aws-iso'],
    ['us-isob-east-1', 'aws-iso-b'],
    ['eusc-de-east-1', 'aws-eusc'],
  ])('in `%s`, of the partition `%s`', (region, partition) => {
    const [fn] = functionsOf({ ...API, function: 'orders', ...WHERE, region }) as readonly GrantedFunction[];
    expect(fn).toMatchObject({ partition, arn: FUNCTION.replace('aws', partition).replace('us-east-2', region) });
  });

  test('of a partition that nobody has heard of yet', () => {
    const input = { ...API, function: 'orders', ...WHERE, region: 'mm-moon-1', partition: 'aws-moon' };
    expect(functionsOf(input)).toMatchObject([{ partition: 'aws-moon', region: 'mm-moon-1' }]);
  });
});

describe('one for each value of a stage variable', () => {
  const named = (name: string) => FUNCTION.replace(':orders', `:${name}`);

  test.each<[what: string, fn: string, stageVariables: Record<string, string[]>, arns: string[]]>([
    ['a name', '${stageVariables.fn}', { fn: ['orders', 'billing'] }, [FUNCTION, named('billing')]],
    ['part of a name', 'x-${stageVariables.fn}', { fn: ['a', 'b'] }, [named('x-a'), named('x-b')]],
    ['the name in an ARN', named('${stageVariables.fn}'), { fn: ['orders'] }, [FUNCTION]],
    [
      'an alias',
      'orders:${stageVariables.alias}',
      { alias: ['live', 'next'] },
      [`${FUNCTION}:live`, `${FUNCTION}:next`],
    ],
    [
      'names with their aliases',
      '${stageVariables.fn}',
      { fn: ['orders:live', 'billing'] },
      [`${FUNCTION}:live`, named('billing')],
    ],
    ['a value twice', '${stageVariables.fn}', { fn: ['orders', 'orders'] }, [FUNCTION]],
    [
      'two variables, in every combination',
      '${stageVariables.fn}:${stageVariables.v}',
      { fn: ['orders', 'billing'], v: ['1', '2'] },
      [`${FUNCTION}:1`, `${FUNCTION}:2`, `${named('billing')}:1`, `${named('billing')}:2`],
    ],
    [
      'a variable in two places',
      '${stageVariables.x}-${stageVariables.x}',
      { x: ['a', 'b'] },
      [named('a-a'), named('b-b')],
    ],
  ])('%s', (_, fn, stageVariables, arns) => {
    const functions = functionsOf({ ...API, ...(fn.startsWith('arn:') ? {} : WHERE), function: fn, stageVariables });
    expect((functions as readonly GrantedFunction[]).map(({ arn }) => arn)).toEqual(arns);
  });

  test.each([
    [100, 1],
    [10, 10],
  ])('as many as 100: %d by %d', (names, versions) => {
    const values = (count: number) => Array.from({ length: count }, (_, index) => `a${index}`);
    const stageVariables = { fn: values(names), v: values(versions) };
    const told = functionsOf({
      ...{ ...API, ...WHERE, stageVariables },
      function: '${stageVariables.fn}:${stageVariables.v}',
    });
    expect(told).toHaveLength(100);
  });

  test.each(['a b', '$1', '$&', '${stageVariables.fn}', '__proto__:$'])('the value `%s` is taken as it is', (value) => {
    const input = { ...API, ...WHERE, function: '${stageVariables.fn}', stageVariables: { fn: [value] } };
    const told = functionsOf(input);
    if ('message' in told) expect(told.message).toBe(`expected the name or the ARN of a function, found \`${value}\``);
    else expect(told).toMatchObject([{ arn: `arn:aws:lambda:us-east-2:111122223333:function:${value}` }]);
  });

  test('a variable whose name is known from elsewhere has no value', () => {
    const input = { ...API, ...WHERE, function: '${stageVariables.constructor}' };
    expect(functionsOf(input)).toHaveProperty('hint', expect.stringContaining('--stage-variable constructor=<value>'));
  });
});
