// Does a FunctionName say which function is meant, and nothing that it does not hold?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type FunctionName, parseFunctionName } from '../../src/lambda/function-name.js';

const HERE = { partition: 'aws', region: 'us-east-2', account: '111122223333' };
const ARN = 'arn:aws:lambda:us-east-2:111122223333:function:pets';

describe('a FunctionName may be', () => {
  test.each<[title: string, text: string, says: FunctionName]>([
    ['a name', 'pets', { name: 'pets' }],
    ['a name of one letter', 'p', { name: 'p' }],
    ['a name with every kind of letter', 'My_pets-2', { name: 'My_pets-2' }],
    ['a name of digits', '111122223333', { name: '111122223333' }],
    ['a name with an alias', 'pets:prod', { name: 'pets', qualifier: 'prod' }],
    ['a name with a version', 'pets:42', { name: 'pets', qualifier: '42' }],
    ['a name with $LATEST', 'pets:$LATEST', { name: 'pets', qualifier: '$LATEST' }],
    ['a name with $LATEST.PUBLISHED', 'pets:$LATEST.PUBLISHED', { name: 'pets', qualifier: '$LATEST.PUBLISHED' }],
    ['a partial ARN', '111122223333:function:pets', { account: '111122223333', name: 'pets' }],
    [
      'a partial ARN with an alias',
      '111122223333:function:pets:prod',
      { account: '111122223333', name: 'pets', qualifier: 'prod' },
    ],
    ['an ARN', ARN, { ...HERE, name: 'pets' }],
    ['an ARN with an alias', `${ARN}:prod`, { ...HERE, name: 'pets', qualifier: 'prod' }],
    ['an ARN with a version', `${ARN}:42`, { ...HERE, name: 'pets', qualifier: '42' }],
    [
      'an ARN of another partition',
      'arn:aws-cn:lambda:cn-north-1:111122223333:function:pets',
      { partition: 'aws-cn', region: 'cn-north-1', account: '111122223333', name: 'pets' },
    ],
    [
      'an ARN of a function named function',
      'arn:aws:lambda:us-east-2:111122223333:function:function:function',
      { ...HERE, name: 'function', qualifier: 'function' },
    ],
  ])('%s', (_, text, says) => {
    const called = parseFunctionName(text);
    expect(called).toEqual(says);
    expect(Object.keys(called ?? {})).toEqual(Object.keys(says));
  });
});

describe('a FunctionName may not be', () => {
  test.each([
    ['nothing', ''],
    ['a space', ' '],
    ['a name with a space', 'my pets'],
    ['a name with a dot', 'pets.v1'],
    ['a name with a star', 'pets*'],
    ['a name with a line break at the end', 'pets\n'],
    ['a name of another alphabet', 'été'],
    ['no name before a qualifier', ':prod'],
    ['an empty qualifier', 'pets:'],
    ['two qualifiers', 'pets:prod:1'],
    ['a qualifier with a star', 'pets:v*'],
    ['a partial ARN without a name', '111122223333:function:'],
    ['a partial ARN of eleven digits', '11112222333:function:pets'],
    ['a partial ARN of thirteen digits', '1111222233334:function:pets'],
    ['a partial ARN with two qualifiers', '111122223333:function:pets:prod:1'],
    ['an ARN without a name', 'arn:aws:lambda:us-east-2:111122223333:function:'],
    ['an ARN with two qualifiers', `${ARN}:prod:1`],
    ['an ARN with an empty qualifier', `${ARN}:`],
    ['an ARN without a partition', 'arn::lambda:us-east-2:111122223333:function:pets'],
    ['an ARN of another service', 'arn:aws:s3:us-east-2:111122223333:function:pets'],
    ['an ARN without a region', 'arn:aws:lambda::111122223333:function:pets'],
    ['an ARN with a star as region', 'arn:aws:lambda:*:111122223333:function:pets'],
    ['an ARN without an account', 'arn:aws:lambda:us-east-2::function:pets'],
    ['an ARN with a star as account', 'arn:aws:lambda:us-east-2:*:function:pets'],
    ['an ARN of a layer', 'arn:aws:lambda:us-east-2:111122223333:layer:pets'],
    ['an ARN that ends before its resource', 'arn:aws:lambda:us-east-2:111122223333'],
    ['an ARN in capitals', ARN.toUpperCase()],
  ])('%s', (_, text) => {
    expect(parseFunctionName(text)).toBeUndefined();
  });
});

describe('laws', () => {
  const word = fc.stringMatching(/^[a-zA-Z0-9_-]{1,12}$/).filter((text) => text !== 'arn' && text !== 'function');
  const account = fc.stringMatching(/^\d{12}$/);
  const region = fc.constantFrom('us-east-2', 'eu-west-1', 'cn-north-1', 'us-gov-west-1', 'us-isob-east-1');
  const partition = fc.constantFrom('aws', 'aws-cn', 'aws-us-gov', 'aws-iso-b');
  const qualifier = fc.option(word, { nil: undefined });

  test('what is put together is taken apart, in each of the three forms', () => {
    fc.assert(
      fc.property(partition, region, account, word, qualifier, (partition, region, account, name, qualifier) => {
        const last = qualifier === undefined ? {} : { qualifier };
        const tail = [name, ...Object.values(last)].join(':');
        expect(parseFunctionName(tail)).toEqual({ name, ...last });
        expect(parseFunctionName(`${account}:function:${tail}`)).toEqual({ account, name, ...last });
        expect(parseFunctionName(`arn:${partition}:lambda:${region}:${account}:function:${tail}`)).toEqual({
          ...{ partition, region, account, name },
          ...last,
        });
      }),
    );
  });

  test('any text is read without a throw, and what is read stands in it', () => {
    const piece = fc.constantFrom('arn', 'aws', 'lambda', 'us-east-2', '111122223333', 'function', 'pets', '', '*');
    const text = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 9 }).map((pieces) => pieces.join(':')),
    );
    fc.assert(
      fc.property(text, (random) => {
        const pieces = random.split(':');
        for (const value of Object.values(parseFunctionName(random) ?? {})) expect(pieces).toContain(value);
        expect(parseFunctionName(`${random}*`)).toBeUndefined();
      }),
    );
  });
});
