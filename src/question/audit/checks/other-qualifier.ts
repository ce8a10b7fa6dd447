// Is the Resource another version or alias than the one whose policy this is?

import type { Check, Problem } from '../check.js';
import { API, FUNCTION, grant, policy } from '../example.js';
import { arnOfHome, type Home } from '../home.js';
import { firstOfEach, qualifierText, severityOfDead, titleOf } from '../resource.js';
import type { AuditedStatement } from '../statement.js';
import type { Subject } from '../subject.js';

export const otherQualifier: Check = {
  id: 'other-qualifier',
  group: 'never matches',
  severity: 'error',
  severities: 'warning where nobody says which of them it is',
  title: 'a Resource that is another version or alias',
  why: 'The unqualified function and each version and alias have a policy of their own, and a grant on one does not cover another. In the wrong policy it matches no call.',
  source:
    'Lambda guide, "Working with resource-based IAM policies in Lambda"; Lambda API reference, AddPermission, Qualifier',
  bad: policy(grant(`${API}/*/GET/pets`), grant(`${API}/*/GET/orders`, { Resource: `${FUNCTION}:live` })),
  good: policy(grant(`${API}/*/GET/pets`), grant(`${API}/*/GET/orders`)),
  told: { name: 'pets', qualifier: null },
  find: (subject) => (subject.told.qualifier === undefined ? severalIn(subject) : strangersIn(subject)),
};

interface Named {
  readonly audited: AuditedStatement;
  readonly index: number;
  readonly name: string;
  readonly qualifier: string | null;
}

function namedIn({ statements }: Subject): readonly Named[] {
  return statements.flatMap((audited) =>
    audited.functions.map(({ index, arn }) => ({ audited, index, name: arn.name, qualifier: arn.qualifier ?? null })),
  );
}

function strangersIn(subject: Subject): Problem[] {
  const { qualifier } = subject.told;
  return firstOfEach(subject.statements).flatMap(({ audited, text, index, count }): Problem[] => {
    const arn = subject.functionArn(text);
    if (arn === undefined || !isOther(subject, text)) return [];
    return [
      {
        message: `Resource is ${qualifierText(arn.qualifier)}, but this is the policy of ${qualifierText(qualifier)}, so it never matches (${titleOf(audited, count)})`,
        hint: wayOut(subject.told),
        at: audited.atValue('/Resource', index),
        severity: severityOfDead(audited, (other) => isOther(subject, other)),
      },
    ];
  });
}

/** Whether a Resource is another version or alias of the function that we are told of. */
function isOther({ told, functionArn }: Subject, text: string): boolean {
  const arn = functionArn(text);
  return arn !== undefined && (arn.qualifier ?? null) !== told.qualifier && (told.name ?? arn.name) === arn.name;
}

function severalIn(subject: Subject): Problem[] {
  if (subject.statements.length < 2 || subject.home.qualifier !== undefined) return [];
  const named = namedIn(subject);
  const other = named.find((one) => one.name === named[0]?.name && one.qualifier !== named[0].qualifier);
  if (other === undefined) return [];
  return [
    {
      message: `Resource is ${qualifierText(other.qualifier)}, and another statement's is ${qualifierText(named[0]?.qualifier)}: each has a policy of its own, so one of them never matches`,
      hint: 'say which it is with --function',
      at: other.audited.atValue('/Resource', other.index),
      severity: 'warning',
    },
  ];
}

function wayOut(told: Home): string {
  const arn = arnOfHome(told);
  const own = 'put it into the policy of that version or alias: `aws lambda add-permission --qualifier …`';
  return arn === undefined ? own : `write \`${arn}\`, or ${own}`;
}
