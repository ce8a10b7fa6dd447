// Is there room for more?

import { POLICY_LIMIT, policySize as sizeOf } from '../../../lambda/permission-api.js';
import type { Json, JsonObject } from '../../../model/policy.js';
import type { Check } from '../check.js';
import { API, grant, policy } from '../example.js';

const many = (count: number) =>
  policy(...Array.from({ length: count }, (_, index) => grant(`${API}/*/GET/pets/${index}`, { Sid: `pets-${index}` })));

/** Shares of the limit from which on it is told, and how badly. */
const FULL = 0.75;
const NEARLY_FULL = 0.9;

export const policySize: Check = {
  id: 'policy-size',
  group: 'useless or risky',
  severity: 'error',
  severities: 'an error beyond the limit, a warning from 90 % of it, info from 75 %',
  title: 'a policy that is nearly full',
  why: 'A function policy holds 20,480 bytes. A grant for each method fills it, and from then on every AddPermission is refused, in the middle of a deployment.',
  source:
    'Lambda guide, "Lambda quotas"; recorded: "The final policy size (20749) is bigger than the limit (20480)."; aws-cdk issue 5774',
  bad: many(80),
  good: many(3),
  find: ({ policy: { json, readAs } }) => {
    // A statement by itself says nothing of its policy.
    if (readAs !== undefined || typeof json !== 'object' || json === null) return [];
    const size = sizeOf(json);
    if (size < FULL * POLICY_LIMIT) return [];
    const left = POLICY_LIMIT - size;
    const room = Math.floor(left / sizeOfLast(json as JsonObject));
    const used = `${numbered(size)} of ${numbered(POLICY_LIMIT)} bytes`;
    return [
      {
        message:
          left < 0
            ? `the policy has ${used}, and Lambda refuses it`
            : `the policy has ${used}: room for ${room} more like the last`,
        hint: 'one grant with a star (`/*/*/pets/*`, or `/*` for the whole API) takes the place of many',
        at: { pointer: '' },
        severity: left < 0 ? 'error' : size >= NEARLY_FULL * POLICY_LIMIT ? 'warning' : 'info',
      },
    ];
  },
};

/** With the comma in front of it. */
function sizeOfLast({ Statement: statement }: JsonObject): number {
  const list = (Array.isArray(statement) ? statement : [statement]) as readonly Json[];
  return sizeOf(list.at(-1) ?? {}) + 1;
}

function numbered(count: number): string {
  return count.toLocaleString('en-US');
}
