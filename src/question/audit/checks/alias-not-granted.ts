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
    // A version is called by whoever names it, and most often by nobody.
    const aliases = new Set(
      grants.map(({ arn }) => arn).filter((arn) => /:[^:]*\D[^:]*$/.test(arn) && isQualified(arn)),
    );
    const byArn = new Map<string, Map<string, Grant>>();
    for (const one of grants) {
      const apis = byArn.get(one.arn) ?? new Map<string, Grant>();
      if (!apis.has(one.api)) apis.set(one.api, one);
      byArn.set(one.arn, apis);
    }
    return [...aliases].flatMap((alias): readonly ProblemOf[] => {
      const granted = byArn.get(alias) ?? new Map();
      const missing = [...(byArn.get(unqualified(alias)) ?? new Map<string, Grant>()).values()];
      const [first, ...others] = granted.has('*') ? [] : missing.filter(({ api }) => !granted.has(api));
      return first === undefined ? [] : [problemOf(first, alias, others.length)];
    });
  },
};

function isQualified(arn: string): boolean {
  return arn !== unqualified(arn);
}

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

function problemOf({ api, value, arn, subject }: Grant, alias: string, others: number): ProblemOf {
  const qualifier = alias.slice(arn.length + 1);
  return {
    subject,
    message: `API \`${api}\`${others === 0 ? '' : ` (and ${others} more)`} may call the unqualified function, but not \`${qualifier}\`, which has a policy of its own`,
    hint: `if the integration names \`${qualifier}\`, grant it there: \`aws lambda add-permission --qualifier ${qualifier} …\``,
    at: value.at(value.span('resource')),
  };
}
