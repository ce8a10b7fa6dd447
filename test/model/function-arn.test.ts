// Which function, and which version or alias, does an ARN name?

import { expect, test } from '@jest/globals';
import { parseFunctionArn, unqualified } from '../../src/model/function-arn.js';

const PREFIX = 'arn:aws:lambda:us-east-2:111122223333:';

test.each<[resource: string, name: string, qualifier: string | undefined]>([
  ['function:pets', 'pets', undefined],
  ['function:pets:prod', 'pets', 'prod'],
  ['function:pets:42', 'pets', '42'],
  ['function:pets:$LATEST', 'pets', '$LATEST'],
])('%s', (resource, name, qualifier) => {
  const arn = parseFunctionArn(PREFIX + resource);
  expect([arn?.name, arn?.qualifier]).toEqual([name, qualifier]);
  expect(arn).toMatchObject({
    partition: 'aws',
    service: 'lambda',
    region: 'us-east-2',
    account: '111122223333',
    resource,
  });
  expect(arn && 'qualifier' in arn).toBe(qualifier !== undefined);
  expect(unqualified(PREFIX + resource)).toBe(`${PREFIX}function:pets`);
});

test.each([
  ['a name alone', 'pets'],
  ['a partial ARN', '111122223333:function:pets'],
  ['another service', 'arn:aws:s3:::function:pets'],
  ['a layer', `${PREFIX}layer:pets:1`],
  ['no name', `${PREFIX}function:`],
  ['no name but a qualifier', `${PREFIX}function::prod`],
  ['an empty qualifier', `${PREFIX}function:pets:`],
  ['two qualifiers', `${PREFIX}function:pets:prod:1`],
  ['a star as name', `${PREFIX}function:*`],
  ['a star as region', 'arn:aws:lambda:*:111122223333:function:pets'],
  ['a question mark', `${PREFIX}function:pets:v?`],
  ['a variable', `${PREFIX}function:\${Name}`],
])('%s is not the ARN of one function, and is left as it is', (_, text) => {
  expect(parseFunctionArn(text)).toBeUndefined();
  expect(unqualified(text)).toBe(text);
});
