// Is one API granted under two regions?

import { literalOf } from '../../../glob/pattern.js';
import type { Check, ProblemOf } from '../check.js';
import { API, grant, granting, policy } from '../example.js';
import type { SourceValue } from '../source-value.js';
import type { AuditedStatement } from '../statement.js';
import type { Subject } from '../subject.js';

const WEST = (text: string) => text.replace('us-east-2', 'us-west-2');

export const apiInTwoRegions: Check = {
  id: 'api-in-two-regions',
  group: 'across documents',
  severity: 'warning',
  severities: 'info where the functions are in two regions themselves, which an API may well call',
  title: 'one API under two regions',
  why: 'An API has one region, and a source ARN the region of the function. Where one API id stands under two regions, one of the grants was hardly meant so.',
  source: 'Lambda guide, "Invoking a Lambda function using an Amazon API Gateway endpoint"',
  bad: [granting(`${API}/*/GET/pets`), granting(`${WEST(API)}/*/GET/pets`, { Resource: '*' })],
  good: [granting(`${API}/*/GET/pets`), policy(grant(`${API}/*/POST/pets`))],
  findAcross: (subjects) => {
    const first = new Map<string, Named>();
    const told = new Set<string>();
    return subjects.flatMap(namedIn).flatMap((named): ProblemOf[] => {
      const { value, audited } = named;
      const [api, region] = [value.sourceArn?.api, value.arn && literalOf(value.arn.region)];
      if (api === undefined || !region || !/^[a-z0-9]+$/.test(api)) return [];
      // That it is not the function's is told already.
      if ((audited.home.region ?? region) !== region) return [];
      const earlier = first.get(api);
      if (earlier === undefined) first.set(api, named);
      const before = earlier?.value.arn && literalOf(earlier.value.arn.region);
      if (earlier === undefined || before === region || told.has(`${api} ${region}`)) return [];
      told.add(`${api} ${region}`);
      return [problemOf(named, earlier, api, region, before as string)];
    });
  },
};

interface Named {
  readonly subject: Subject;
  readonly audited: AuditedStatement;
  readonly value: SourceValue;
}

function namedIn(subject: Subject): readonly Named[] {
  const allows = subject.statements.filter(({ isAllow }) => isAllow);
  return allows.flatMap((audited) =>
    audited.sources.filter(({ name }) => !name.isNegated).map((value) => ({ subject, audited, value })),
  );
}

function problemOf(named: Named, earlier: Named, api: string, region: string, before: string): ProblemOf {
  const { subject, audited, value } = named;
  const isByFunction = audited.home.region === region && earlier.audited.home.region === before;
  const { source, line } = earlier.subject.policy.locate(earlier.value.at().pointer);
  const where = earlier.subject === subject ? `in line ${line}` : `in \`${source}:${line}\``;
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
