// Does the Lambda guide's add-permission command come out as the guide has it? Over the conformance data, where it is there.

import { expect, test } from '@jest/globals';
import { grant, printGrant } from '../src/index.js';
import { conformance, hasConformance } from './support/conformance.js';
import { commandsIn } from './support/grant-runs.js';

interface Guide {
  readonly addPermission: { readonly arguments: readonly string[] };
}

const { addPermission } = hasConformance
  ? conformance<Guide>('lambda-guide.json')
  : { addPermission: { arguments: [] } };

(hasConformance ? test : test.skip)('the same arguments in the same order, given no source account', () => {
  const granting = grant({
    ...{ function: 'my-function', region: 'us-east-2', account: '123456789012', api: 'mnh1xmpli7', type: 'rest' },
    ...{ routes: ['GET /'], stage: 'default', statementId: 'apigateway-get', sourceAccount: null },
  });
  const printed = printGrant(granting, 'command');
  if ('cannot' in printed) throw new Error(printed.cannot);
  expect(addPermission.arguments.length).toBeGreaterThan(5);
  expect(commandsIn(printed.output)).toEqual([['aws', ...addPermission.arguments]]);
});
