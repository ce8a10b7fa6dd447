// Does the source ARN name another region than the function's?

import { match } from '../../../glob/match.js';
import { printComponent } from '../../../model/arn.js';
import { ofSourceArns } from '../asking.js';
import type { Check } from '../check.js';
import { API, granting } from '../example.js';

export const regionMismatch: Check = {
  id: 'region-mismatch',
  group: 'never matches',
  severity: 'error',
  title: "the source ARN names another region than the function's",
  why: "API Gateway presents a source ARN in the function's region, wherever the API itself is. With the API's region in it, a grant across regions looks right, matches nothing, and the caller gets a 500.",
  source: 'Lambda guide, "Invoking a Lambda function using an Amazon API Gateway endpoint"; aws-cdk issue 17458',
  bad: granting(`${API.replace('us-east-2', 'us-west-2')}/*/GET/pets`),
  good: granting(`${API}/*/GET/pets`),
  find: ofSourceArns((value, { home: { region } }) => {
    const pattern = value.sourceArn.region;
    if (region === undefined || match(pattern, region) !== 'no') return undefined;
    const at = value.at(value.span('region'));
    return {
      message: `source ARN names region \`${printComponent(pattern)}\` but the function is in \`${region}\`, ${value.consequence}`,
      hint: `API Gateway presents the function's region; write \`${region}\``,
      at,
      fix: { message: `write \`${region}\``, at, text: region },
    };
  }),
};
