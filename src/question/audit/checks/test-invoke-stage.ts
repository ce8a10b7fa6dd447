// Is only the console's Test button let in?

import { TEST_INVOKE_STAGE } from '../../../model/aws.js';
import { createInvocation } from '../../../model/invocation.js';
import { ofSourceArns } from '../asking.js';
import type { Check } from '../check.js';
import { API, grant, policy } from '../example.js';
import type { SourceValue } from '../source-value.js';
import { allowing, functionOf, presentedBy } from '../witness.js';

export const testInvokeStage: Check = {
  id: 'test-invoke-stage',
  group: 'useless or risky',
  severity: 'warning',
  title: 'only the stage of the Test button',
  why: "The console's Test button calls from a stage of its own, `test-invoke-stage`. A policy that grants that stage and no other works in the console and fails for every caller.",
  source: 'execution logs of the console',
  bad: policy(grant(`${API}/test-invoke-stage/GET/pets`)),
  good: policy(grant(`${API}/test-invoke-stage/GET/pets`), grant(`${API}/prod/GET/pets`)),
  find: ofSourceArns((value, audited, subject) => {
    if (value.stage !== TEST_INVOKE_STAGE || !audited.isAllow) return undefined;
    const allows = subject.statements.filter(({ isAllow }) => isAllow);
    if (allows.some(({ sources }) => sources.some((other) => isOfStage(other, value.sourceArn.api)))) return undefined;
    // By what has no source ARN, or one that is no pattern of stages, callers may be let in as well.
    const sourceArn = presentedBy(value, audited)?.replace(`/${TEST_INVOKE_STAGE}/`, '/prod/');
    const call = { resource: functionOf(audited), ...(sourceArn === undefined ? {} : { sourceArn }) };
    if (allowing(subject).decide(createInvocation(call)) !== 'implicitDeny') return undefined;
    return {
      message: `only the console's Test button is let in: \`${TEST_INVOKE_STAGE}\` is no stage that callers use`,
      hint: 'grant the stage that is deployed, or `*`',
      at: value.at(value.span('resource')),
    };
  }),
};

/** Whether it is for a stage of the API that callers use. */
function isOfStage(value: SourceValue, api: string): boolean {
  const { sourceArn, stage } = value;
  const isSame = sourceArn?.api === api || sourceArn?.api === '*';
  return isSame && stage !== TEST_INVOKE_STAGE && sourceArn?.suffix.kind !== 'authorizer';
}
