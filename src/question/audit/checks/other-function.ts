// Is the Resource another function than the one whose policy this is?

import { unqualified } from '../../../model/function-arn.js';
import type { Check, Problem } from '../check.js';
import { API, FUNCTION, grant, policy } from '../example.js';
import { arnOfHome } from '../home.js';
import { firstOfEach, isDifferent, severityOfDead, titleOf } from '../resource.js';
import type { Subject } from '../subject.js';

const OTHER = FUNCTION.replace('pets', 'orders');

export const otherFunction: Check = {
  id: 'other-function',
  group: 'never matches',
  severity: 'error',
  severities: 'warning where nobody says which function it is, and two are named',
  title: 'a Resource that is not this function',
  why: "A function's policy is asked about that function alone. A statement whose Resource is another function, or the same name in another region or account, has nothing to say there.",
  source: 'Lambda guide, "Working with resource-based IAM policies in Lambda"',
  bad: policy(grant(`${API}/*/GET/pets`), grant(`${API}/*/GET/orders`, { Resource: OTHER })),
  good: policy(grant(`${API}/*/GET/pets`), grant(`${API}/*/GET/orders`)),
  told: { name: 'pets' },
  find: (subject) => [...strangersIn(subject), ...severalIn(subject)],
};

/** Resources that are not what we are told. */
function strangersIn({ told, statements }: Subject): Problem[] {
  if (Object.keys(told).length === 0) return [];
  const known = arnOfHome(told);
  const parts = ['partition', 'region', 'account', 'name'] as const;
  return firstOfEach(statements).flatMap(({ audited, text, index, count }): Problem[] => {
    const part = parts.find((name) => isDifferent(audited, text, name));
    if (part === undefined) return [];
    const what = part === 'name' ? `this is \`${told.name}\`` : `the function's ${part} is \`${told[part]}\``;
    return [
      {
        message: `Resource is \`${text}\`, but ${what}, so it never matches (${titleOf(audited, count)})`,
        hint: `write ${known === undefined ? 'the ARN of the function whose policy this is' : `\`${known}\``}`,
        at: audited.atValue('/Resource', index),
        severity: severityOfDead(audited, (other) => parts.some((name) => isDifferent(audited, other, name))),
      },
    ];
  });
}

/** Two functions in one policy, where nobody says which it is. */
function severalIn({ told, statements }: Subject): Problem[] {
  if (told.name !== undefined || statements.length < 2) return [];
  const named = statements.flatMap((audited) => audited.functions.map((one) => ({ ...one, audited })));
  const [first] = named;
  // Cost: most often one text stands everywhere.
  const other = named.find(({ text }) => text !== first?.text && unqualified(text) !== unqualified(first?.text ?? ''));
  if (first === undefined || other === undefined) return [];
  return [
    {
      message: `Resource is \`${other.text}\`, and another statement's is \`${first.text}\`: a policy is that of one function, so one of them never matches`,
      hint: 'say which function it is with --function',
      at: other.audited.atValue('/Resource', other.index),
      severity: 'warning',
    },
  ];
}
