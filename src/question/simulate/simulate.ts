// What would the caller see? A request, sent through an API to a function, in process.

import { type Clock, factsOf } from '../../gateway/event/facts.js';
import { createRequest, type RequestInput } from '../../gateway/request.js';
import type { Api } from '../../model/api.js';
import { type PolicyInput, policySetOf } from '../evaluate/decide.js';
import type { Invoke, StandIns } from './invoke.js';
import { Journey } from './journey.js';
import { TooDeep } from './limits.js';
import { Permissions } from './permission.js';
import type { Simulation } from './simulation.js';
import { Story } from './story.js';

export interface SimulateOptions extends Clock {
  /** Where AWS's sources conflict, the policy's answer is `unknown`. */
  readonly strict?: boolean;
  /** What to do where the policy's answer is unknown: stop (the default), or go on as if it were allowed. */
  readonly unknown?: 'stop' | 'pass';
}

/**
 * Sends a request through an API to a function, in process. Pure but for `invoke`, which stands in for Lambda; without
 * it the story ends with the event. Of an authorizer and an integration, each may have its own. Never throws, unless the
 * clock does: what is wrong with the input is told in `findings`. What an API says is remembered: make a new one rather
 * than changing it. It waits for `invoke` as long as that takes.
 */
export async function simulate(
  api: Api,
  policies: PolicyInput,
  request: RequestInput,
  invoke?: Invoke | StandIns,
  options: SimulateOptions = {},
): Promise<Simulation> {
  const { now = Date.now, random = Math.random, strict = false, unknown = 'stop' } = options;
  const story = new Story();
  if (!Array.isArray((api as Partial<Api> | undefined)?.routes)) {
    const message = 'no API is given: `parseApi` gives none where it finds none, and says why in its findings';
    story.find([{ id: 'no-api', severity: 'error', message }]);
    return story.end('unknown', 'request', message);
  }
  const made = createRequest(api, request);
  if ('fault' in made) {
    const { fault: message, hint } = made;
    const more = hint === undefined ? {} : { hint };
    story.find([{ id: 'bad-request', severity: 'error', message, ...more }]);
    return story.end('unknown', 'request', message, hint);
  }
  story.tell({ request: made });
  const permissions = permissionsOf(policies, strict);
  const facts = factsOf({ now, random });
  const journey = new Journey({
    story,
    api,
    request: made,
    facts,
    permissions,
    standIns: typeof invoke === 'function' ? { authorizer: invoke, integration: invoke } : (invoke ?? {}),
    now,
    passesUnknown: unknown === 'pass',
  });
  try {
    return await journey.go();
  } catch (error) {
    if (!(error instanceof TooDeep) && !(error instanceof RangeError)) throw error;
    return story.end('unknown', null, `what is handed on cannot be followed: ${error.message}`);
  }
}

/** Cost: requests of a route differ in nothing that a policy sees, so what it said is remembered: loosely, and strictly. */
const asked = new WeakMap<object, Remembered>();

interface Remembered {
  readonly of: readonly unknown[];
  readonly loose: Permissions;
  readonly strict: Permissions;
}

function permissionsOf(policies: PolicyInput, isStrict: boolean): Permissions {
  if (typeof policies !== 'object' || policies === null) return new Permissions(policies, isStrict);
  // A list may have grown since.
  const of = [...policySetOf(policies).policies];
  let known = asked.get(policies);
  if (known === undefined || known.of.length !== of.length || known.of.some((one, index) => one !== of[index])) {
    known = { of, loose: new Permissions(policies, false), strict: new Permissions(policies, true) };
    asked.set(policies, known);
  }
  return isStrict ? known.strict : known.loose;
}
