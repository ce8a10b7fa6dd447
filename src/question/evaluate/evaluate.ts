// Would this call or invocation be permitted, and why? The verdict with everything a person wants to know about it.

import { type Call, doubtsAbout, presentedSourceArns } from '../../gateway/source-arn/presented.js';
import { every, type Truth } from '../../glob/truth.js';
import { API_GATEWAY } from '../../model/aws.js';
import type {
  Answer,
  CandidateAnswer,
  Caveat,
  EvaluatedInvocation,
  Reason,
  StatementAnswer,
  StatementReference,
  Verdict,
} from '../../model/decision.js';
import type { Finding } from '../../model/finding.js';
import { parseFunctionArn, unqualified } from '../../model/function-arn.js';
import { createInvocation, type Invocation, type InvocationInput } from '../../model/invocation.js';
import { type Policy, pointerOfValue } from '../../model/policy.js';
import {
  type CompiledPolicy,
  type CompiledStatement,
  compilePolicy,
  isIncomplete,
  type PolicyInput,
  policySetOf,
} from './decide.js';
import { nearMissOf } from './near-miss.js';
import type { PlacedRequirement } from './statement.js';

export interface EvaluateOptions {
  /** Where AWS's sources conflict, answer `unknown`; otherwise the documented reading decides and a caveat is told. */
  readonly strict?: boolean;
}

/** An invocation by its source ARN, or a call in API terms. */
export type EvaluateInput = InvocationInput | Call;

/**
 * Answers whether a function policy permits an invocation.
 * Never throws on what a policy says; what cannot be evaluated is `unknown`, and `findings` says why.
 */
export function evaluate(policy: PolicyInput, input: EvaluateInput, options: EvaluateOptions = {}): Answer {
  const set = policySetOf(policy);
  const compiled = compilePolicy(set);
  const answer =
    'api' in input
      ? answerCall(compiled, input, options)
      : answerInvocation(compiled, createInvocation(input), doubtsOf(input));
  const told = {
    ...answer,
    caveats: [...answer.caveats, ...otherPolicyCaveats(set.policies, answer)],
    findings: [...set.findings, ...set.policies.flatMap(({ findings }) => findings), ...answer.findings],
  };
  return isIncomplete(set) && answer.verdict !== 'explicitDeny' ? inDoubt(told) : told;
}

/** A version or alias has a policy of its own, and it may be another than the one that is here. */
function otherPolicyCaveats(
  policies: readonly Policy[],
  { verdict, invocation: { resource } }: Answer,
): readonly Caveat[] {
  const qualifier = parseFunctionArn(resource)?.qualifier;
  const named = policies.flatMap(({ statements }) => statements.flatMap((statement) => statement.resource ?? []));
  const isOther = !named.includes(resource) && named.some((one) => one === unqualified(resource));
  if (verdict === 'allowed' || qualifier === undefined || !isOther) return [];
  return [
    {
      grade: 'D',
      message: `\`${qualifier}\` has a policy of its own, which is not here: \`aws lambda get-policy --qualifier ${qualifier}\` prints it`,
    },
  ];
}

/** The verdict is unknown already; this says why. */
function inDoubt(answer: Answer): Answer {
  const message = 'some of the input could not be read, and may hold a statement for this call';
  return { ...answer, caveats: [...answer.caveats, { grade: '?', message }] };
}

function doubtsOf({ sourceArn, resource, principal = API_GATEWAY }: InvocationInput): readonly string[] {
  return sourceArn === undefined || principal !== API_GATEWAY ? [] : doubtsAbout(sourceArn, resource);
}

/** `all`: every invocation that a near miss is to mend, of which `invocation` is the first. */
function answerInvocation(
  compiled: CompiledPolicy,
  invocation: Invocation,
  doubts: readonly string[] = [],
  all: readonly Invocation[] = [invocation],
): Answer {
  const verdict = compiled.decide(invocation);
  const statements = compiled.statements.map((statement) => statementAnswer(statement, invocation));
  return {
    schemaVersion: 1,
    question: 'evaluate',
    verdict,
    invocation: describeInvocation(invocation, doubts),
    candidates: [],
    statements,
    decidedBy: decidedBy(verdict, statements),
    nearMiss: verdict === 'implicitDeny' ? nearMissOf(compiled.statements, all) : null,
    caveats: caveatsOf(verdict, compiled.statements, invocation),
    findings: [],
  };
}

function answerCall(compiled: CompiledPolicy, call: Call, options: EvaluateOptions): Answer {
  const { candidates, caveats, faults } = presentedSourceArns(call);
  const invocationOf = (sourceArn?: string) =>
    createInvocation({
      resource: call.function,
      context: call.context ?? {},
      unknown: call.unknown ?? [],
      ...(sourceArn === undefined ? {} : { sourceArn }),
    });
  const answered = candidates.map(
    (candidate): CandidateAnswer => ({ ...candidate, verdict: compiled.decide(invocationOf(candidate.sourceArn)) }),
  );
  const [first] = answered;
  if (first === undefined) {
    const findings = faults.map((message): Finding => ({ id: 'bad-call', severity: 'error', message }));
    return {
      ...answerInvocation(compiled, invocationOf()),
      verdict: 'unknown',
      decidedBy: null,
      nearMiss: null,
      findings,
    };
  }
  const told = verdictOf(answered, options);
  const deciding = answered.filter(({ decides }) => decides).map(({ sourceArn }) => invocationOf(sourceArn));
  const answer = answerInvocation(compiled, invocationOf(first.sourceArn), [], deciding);
  // The source account is always the API's here, which needs no saying.
  const invocation = { ...answer.invocation, notes: [] };
  const isDecided = told.verdict === answer.verdict;
  return {
    ...answer,
    invocation,
    verdict: told.verdict,
    candidates: answered,
    decidedBy: isDecided ? answer.decidedBy : null,
    nearMiss: isDecided ? answer.nearMiss : null,
    caveats: [...told.caveats, ...caveats, ...answer.caveats],
  };
}

/** Candidates that decide must agree; one that only shows a conflict makes a caveat where it would decide otherwise. */
function verdictOf(
  candidates: readonly CandidateAnswer[],
  { strict = false }: EvaluateOptions,
): { verdict: Verdict; caveats: readonly Caveat[] } {
  const deciding = candidates.filter(({ decides }) => decides);
  const [{ verdict, evidence }] = deciding as [CandidateAnswer];
  if (deciding.some((one) => one.verdict !== verdict)) {
    return {
      verdict: 'unknown',
      caveats: [
        {
          grade: '?',
          message: `${evidence}, and they differ here: ${tally(deciding)}. Grant \`*\` as the method to be safe`,
        },
      ],
    };
  }
  const otherwise = candidates.filter((one) => !one.decides && one.verdict !== verdict);
  if (otherwise.length > 0) {
    const [{ grade: conflict, evidence: why }] = otherwise as [CandidateAnswer];
    const caveat: Caveat = {
      grade: conflict,
      message: `${why}, which decides otherwise: ${tally(otherwise)}. Grant \`*\` as the method to be safe`,
    };
    return { verdict: strict && conflict === 'C' ? 'unknown' : verdict, caveats: [caveat] };
  }
  return { verdict, caveats: [] };
}

function tally(candidates: readonly CandidateAnswer[]): string {
  const words = new Map<Verdict, string[]>();
  for (const { sourceArn, verdict } of candidates)
    words.set(verdict, [...(words.get(verdict) ?? []), sourceArn.split('/')[2] as string]);
  return [...words].map(([verdict, methods]) => `${methods.join(', ')} ${verdict}`).join('; ');
}

function statementAnswer(compiled: CompiledStatement, invocation: Invocation): StatementAnswer {
  const { policy, statement, effect, requirements } = compiled;
  const asked = requirements.map((placed) => ({ placed, truth: placed.requirement.ask(invocation) }));
  const match = every(asked, ({ truth }) => truth);
  const culprit = match === 'yes' ? undefined : asked.find(({ truth }) => truth === match);
  return {
    sid: statement.sid ?? null,
    place: policy.locate(statement.pointer),
    effect: effect ?? null,
    match,
    because: culprit === undefined ? null : reasonOf(policy, culprit.placed, culprit.truth, invocation),
  };
}

function reasonOf(policy: Policy, placed: PlacedRequirement, truth: Truth, invocation: Invocation): Reason {
  const { requirement, pointer } = placed;
  const { difference, ...explanation } = requirement.explain(invocation);
  const place =
    difference === undefined
      ? policy.locate(pointer)
      : policy.locate(pointerOfValue(policy, pointer, difference.index), difference.part);
  return { element: requirement.element, truth, ...explanation, place };
}

function decidedBy(verdict: Verdict, statements: readonly StatementAnswer[]): StatementReference | null {
  const wanted = verdict === 'allowed' ? 'Allow' : verdict === 'explicitDeny' ? 'Deny' : undefined;
  const index = statements.findIndex(({ effect, match }) => effect === wanted && match === 'yes');
  const found = statements[index];
  return found === undefined ? null : { index, sid: found.sid, place: found.place };
}

/** The weak facts that the verdict leans on: those of the statements that decide, or that only such a fact keeps from it. */
function caveatsOf(
  verdict: Verdict,
  statements: readonly CompiledStatement[],
  invocation: Invocation,
): readonly Caveat[] {
  const effect = verdict === 'allowed' ? 'Allow' : verdict === 'explicitDeny' ? 'Deny' : undefined;
  const caveats = statements.flatMap((compiled) => {
    const asked = compiled.requirements.map(({ requirement }) => ({
      truth: requirement.ask(invocation),
      caveats: requirement.caveats(invocation),
    }));
    const failing = asked.filter(({ truth }) => truth === 'no');
    if (failing.length === 0)
      return compiled.effect === effect || verdict === 'unknown' ? asked.flatMap((one) => one.caveats) : [];
    return failing.every((one) => one.caveats.length > 0) ? failing.flatMap((one) => one.caveats) : [];
  });
  return [...new Map(caveats.map((caveat) => [caveat.message, caveat])).values()];
}

function describeInvocation(
  { principal, action, resource, context, notes }: Invocation,
  doubts: readonly string[],
): EvaluatedInvocation {
  const entries = [...context.values()];
  const present = entries.flatMap((entry) => {
    if (entry.state !== 'present') return [];
    const values = entry.values.map((value) => value.text);
    return [[entry.name, entry.isList ? values : (values[0] as string)] as const];
  });
  const unknown = entries.flatMap((entry) => (entry.state === 'unknown' ? [entry.name] : []));
  return {
    principal,
    action,
    resource: resource.text,
    context: Object.fromEntries(present),
    unknown,
    notes: [...notes, ...doubts],
  };
}
