// Is one API granted under two regions?

import { literalOf } from '../../../glob/pattern.js';
import type { Check, ProblemOf } from '../check.js';
import { API, FUNCTION, grant, granting, policy } from '../example.js';
import type { SourceValue } from '../source-value.js';

const WEST = (text: string) => text.replace('us-east-2', 'us-west-2');

export const apiInTwoRegions: Check = {
  id: 'api-in-two-regions',
  group: 'across documents',
  severity: 'warning',
  severities: 'info where the functions are in two regions themselves, which an API may well call',
  title: 'one API under two regions',
  why: 'An API has one region, and a source ARN the region of the function. Where one API id stands under two regions, one of the grants was hardly meant so.',
  source: 'Lambda guide, "Invoking a Lambda function using an Amazon API Gateway endpoint"',
  bad: [granting(`${API}/*/GET/pets`), granting(`${WEST(API)}/*/GET/pets`, { Resource: WEST(FUNCTION) })],
  good: [granting(`${API}/*/GET/pets`), policy(grant(`${API}/*/POST/pets`))],
  findAcross: (subjects) => {
    const first = new Map<string, SourceValue>();
    const told = new Set<string>();
    return subjects
      .flatMap(({ statements }) => statements.flatMap(({ sources }) => sources))
      .flatMap((value): ProblemOf[] => {
        const [api, region] = [value.sourceArn?.api, value.arn && literalOf(value.arn.region)];
        if (api === undefined || !region || !/^[a-z0-9]+$/.test(api)) return [];
        // That it is not the function's is told already.
        if ((value.owner.home.region ?? region) !== region) return [];
        const earlier = first.get(api);
        if (earlier === undefined) first.set(api, value);
        const before = earlier?.arn && literalOf(earlier.arn.region);
        if (earlier === undefined || before === region || told.has(`${api} ${region}`)) return [];
        told.add(`${api} ${region}`);
        return [problemOf(value, earlier, api, region, before as string)];
      });
  },
};

function problemOf(value: SourceValue, earlier: SourceValue, api: string, region: string, before: string): ProblemOf {
  const { home, subject, policy: own } = value.owner;
  const isByFunction = home.region === region && earlier.owner.home.region === before;
  const { source, line } = earlier.owner.policy.locate(earlier.at().pointer);
  const where = earlier.owner.policy === own ? `in line ${line}` : `in \`${source}:${line}\``;
  return {
    subject,
    message: `API \`${api}\` is granted under region \`${region}\` here and under \`${before}\` ${where}`,
    hint: isByFunction
      ? "this is right if the API calls functions in both regions: each source ARN has its function's region"
      : "a source ARN has the function's region",
    at: value.at(value.span('region')),
    severity: isByFunction ? 'info' : 'warning',
  };
}
