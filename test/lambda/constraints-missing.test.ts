// Is a request that is not there, or is no object, refused for all that it lacks?

import { expect, test } from '@jest/globals';
import { checkConstraints } from '../../src/lambda/constraints.js';
import { PermissionApi } from '../../src/lambda/permission-api.js';

type Kind = Parameters<typeof checkConstraints>[1];

/** What a request cannot do without. */
const NEEDED: Readonly<Record<Kind, readonly string[]>> = {
  permission: ['functionName', 'statementId', 'action', 'principal'],
  removal: ['functionName', 'statementId'],
  function: ['functionName'],
  document: ['resourceArn', 'policy'],
  resource: ['resourceArn'],
};
const KINDS = Object.keys(NEEDED) as readonly Kind[];

test.each(
  KINDS.flatMap((kind) => [null, undefined, {}, 'pets', 7].map((none) => [kind, none] as const)),
)('a %s that is %j lacks all that it needs', (kind, none) => {
  const members = NEEDED[kind];
  const count = members.length === 1 ? '1 validation error' : `${members.length} validation errors`;
  const faults = members.map(
    (member) => `Value null at '${member}' failed to satisfy constraint: Member must not be null`,
  );
  expect(() => checkConstraints(none as never, kind)).toThrow(
    expect.objectContaining({
      ...{ code: 'ValidationException', status: 400, grade: 'I' },
      message: `${count} detected: ${faults.join('; ')}`,
    }),
  );
});

test.each<[operation: string, ask: (api: PermissionApi) => unknown]>([
  ['AddPermission', (api) => api.addPermission(null as never)],
  ['RemovePermission', (api) => api.removePermission(null as never)],
  ['GetPolicy', (api) => api.getPolicy(undefined as never)],
  ['PutResourcePolicy', (api) => api.putResourcePolicy(null as never)],
  ['GetResourcePolicy', (api) => api.getResourcePolicy(null as never)],
  ['DeleteResourcePolicy', (api) => api.deleteResourcePolicy(null as never)],
])('%s of nothing is refused, not thrown at', (_, ask) => {
  const api = new PermissionApi({ region: 'us-east-2', account: '111122223333' });
  expect(() => ask(api)).toThrow(expect.objectContaining({ name: 'LambdaError', code: 'ValidationException' }));
});
