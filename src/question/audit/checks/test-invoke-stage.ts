// Is only the console's Test button let in?

import { TEST_INVOKE_STAGE } from '../../../model/aws.js';
import { type ExecuteApiValue, ofSourceArns } from '../asking.js';
import type { Check } from '../check.js';
import { API, grant, policy } from '../example.js';

export const testInvokeStage: Check = {
  id: 'test-invoke-stage',
  group: 'useless or risky',
  severity: 'warning',
  title: 'only the stage of the Test button',
  why: "The console's Test button calls from a stage of its own, `test-invoke-stage`. A policy that grants that stage and no other works in the console and fails for every caller.",
  source: 'execution logs of the console',
  bad: policy(grant(`${API}/test-invoke-stage/GET/pets`)),
  good: policy(grant(`${API}/test-invoke-stage/GET/pets`), grant(`${API}/prod/GET/pets`)),
  find: ofSourceArns((value, { isAllow }, { statements }) => {
    if (!isOfTest(value) || !isAllow) return undefined;
    const { api } = value.sourceArn;
    const others = statements.flatMap((audited) => (audited.isAllow ? audited.sources : []));
    const hasStage = others.some((other) => {
      const same = other.sourceArn?.api === api || other.sourceArn?.api === '*';
      return same && !isOfTest(other as ExecuteApiValue) && other.sourceArn?.suffix.kind !== 'authorizer';
    });
    if (hasStage) return undefined;
    return {
      message: `only the console's Test button is let in: \`${TEST_INVOKE_STAGE}\` is no stage that callers use`,
      hint: 'grant the stage that is deployed, or `*`',
      at: value.at(value.span('resource')),
    };
  }),
};

function isOfTest({ sourceArn: { suffix } }: ExecuteApiValue): boolean {
  return 'stage' in suffix && suffix.stage === TEST_INVOKE_STAGE;
}
