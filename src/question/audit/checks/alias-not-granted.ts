// Is an API granted on the function, but not on its alias?

import { unqualified } from '../../../model/function-arn.js';
import type { Check, ProblemOf } from '../check.js';
import { API, FUNCTION, granting } from '../example.js';
import { arnOfHome } from '../home.js';
import type { SourceValue } from '../source-value.js';
import type { AuditedStatement } from '../statement.js';
import type { Subject } from '../subject.js';

const LIVE = `${FUNCTION}:live`;

export const aliasNotGranted: Check = {
  id: 'alias-not-granted',
  group: 'across documents',
  severity: 'info',
  title: 'an API that may call the function, but not its alias',
  why: 'The unqualified function and each alias have a policy of their own. An integration that names the alias, or a stage variable that becomes one, needs the grant on the alias.',
  source:
    'Lambda guide, "Using Lambda aliases in event sources and permissions policies"; API Gateway guide, "Set up stage variables"',
  bad: [granting(`${API}/*/GET/pets`), granting(`${API.replace('a1b2', 'f6g7')}/*/GET/pets`, { Resource: LIVE })],
  good: [granting(`${API}/*/GET/pets`), granting(`${API}/*/GET/pets`, { Resource: LIVE })],
  findAcross: (subjects) => {
    const grants = subjects.flatMap(grantsOf);
    const aliases = new Map<string, string>();
    for (const { arn } of grants) if (arn !== unqualified(arn)) aliases.set(arn, unqualified(arn));
    return [...aliases].flatMap(([alias, base]) => {
      const granted = new Set(grants.filter(({ arn }) => arn === alias).map(({ api }) => api));
      const missing = grants.filter(({ arn, api }) => arn === base && !granted.has(api) && !granted.has('*'));
      const first = new Map(missing.map((one) => [one.api, one]).reverse() as [string, Grant][]);
      return [...first.values()].reverse().map((one) => problemOf(one, alias));
    });
  },
};

interface Grant {
  readonly arn: string;
  readonly api: string;
  readonly value: SourceValue;
  readonly subject: Subject;
}

/** Which APIs may call which function, version or alias, as far as both are named. */
function grantsOf(subject: Subject): readonly Grant[] {
  return subject.statements
    .filter(({ isAllow }) => isAllow)
    .flatMap((audited) =>
      functionsOf(audited).flatMap((arn) =>
        audited.sources.flatMap((value) => {
          const api = value.sourceArn?.api;
          return api === undefined || value.name.isNegated ? [] : [{ arn, api, value, subject }];
        }),
      ),
    );
}

function functionsOf({ functions, home }: AuditedStatement): readonly string[] {
  if (functions.length > 0) return functions.map(({ text }) => text);
  const own = arnOfHome(home);
  return own === undefined ? [] : [own];
}

function problemOf({ api, value, arn, subject }: Grant, alias: string): ProblemOf {
  const qualifier = alias.slice(arn.length + 1);
  return {
    subject,
    message: `API \`${api}\` may call the unqualified function, but not \`${qualifier}\`, which has a policy of its own`,
    hint: `if the integration names \`${qualifier}\`, grant it there: \`aws lambda add-permission --qualifier ${qualifier} …\``,
    at: value.at(value.span('resource')),
  };
}
