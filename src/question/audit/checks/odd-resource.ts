// Is a Resource no function?

import { splitArn } from '../../../model/arn.js';
import { NONE, ofStatements } from '../asking.js';
import type { Check, Problem } from '../check.js';
import { API, granting } from '../example.js';

export const oddResource: Check = {
  id: 'odd-resource',
  group: 'never matches',
  severity: 'error',
  severities: 'warning where it is no ARN: how AWS reads that, nobody has told',
  title: 'a Resource that is no function',
  why: 'The Resource of a function policy is the ARN of the function. The ARN of an API or of a bucket there matches no call.',
  source: 'Lambda guide, "Working with resource-based IAM policies in Lambda"',
  bad: granting(`${API}/*`, { Resource: `${API}/*` }),
  good: granting(`${API}/*`),
  find: ofStatements((audited) => {
    const { resource } = audited.statement;
    if (resource === undefined || resource.every(mayBeFunction)) return NONE;
    return resource.flatMap((text, index): readonly Problem[] => {
      if (mayBeFunction(text)) return NONE;
      const service = splitArn(text)?.service;
      return [
        {
          message: `Resource \`${text}\` is ${service === undefined ? 'no ARN' : `one of \`${service}\`, and no function`}`,
          hint: 'write the ARN of the function whose policy this is',
          at: audited.atValue('/Resource', index),
          // Beside a function it is dead weight, and no more.
          severity: service === undefined || resource.some(mayBeFunction) ? 'warning' : 'error',
        },
      ];
    });
  }),
};

/** Also a pattern of any service. */
function mayBeFunction(text: string): boolean {
  const service = splitArn(text)?.service;
  return service === 'lambda' || (service === undefined ? /^\*+$|\$\{/.test(text) : /[*?]|\$\{/.test(service));
}
