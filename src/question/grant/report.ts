// How is a grant told? What is to be pasted by itself; beside it what it grants, what else it lets in, and what to know.

import { type Caveat, GRADES } from '../../model/decision.js';
import type { Source } from '../../model/place.js';
import type { Block, Report } from '../../model/report.js';
import type { FunctionGrant, Granting, GrantStep, Refusal, SettledScope } from './granting.js';
import type { RoleGrant } from './role.js';

/** What was printed, and what to know before pasting it. */
export interface Printed {
  readonly as: string;
  readonly output: string;
  readonly warnings: readonly string[];
}

/** `printed`: undefined where nothing may be pasted. */
export function grantReport(granting: Granting, printed: Printed | undefined, sources: readonly Source[]): Report {
  const { functions, notes, caveats, findings } = granting;
  const several = functions.length > 1;
  const blocks = [
    verdictBlock(granting),
    ...functions.flatMap((fn) => functionBlocks(fn, several, printed !== undefined)),
    ...notes.map((text): Block => ({ kind: 'fact', name: 'note', text })),
    ...(printed?.warnings ?? []).map((text): Block => ({ kind: 'fact', name: 'careful', text })),
    ...caveats.map(caveatBlock),
    ...hints(granting, printed !== undefined),
  ];
  const data = { ...granting, as: printed?.as ?? null, text: printed?.output ?? null };
  return { blocks, output: printed?.output ?? '', findings, data, sources };
}

function verdictBlock({ verdict, functions }: Granting): Block {
  const steps = functions.flatMap((fn) => fn.steps);
  const who = functions.map((fn) => `\`${fn.function}\``).join(', ');
  const adds = steps.filter(({ action }) => action === 'AddPermission').length;
  const removes = steps.length - adds;
  const count = [
    ...(adds > 0 ? [`${adds} permission${adds === 1 ? '' : 's'} to add`] : []),
    ...(removes > 0 ? [`${removes} to remove`] : []),
  ].join(', ');
  switch (verdict) {
    case 'toWrite': {
      const calls = functions.every(({ isExhaustive }) => isExhaustive)
        ? 'every call that is asked for is'
        : 'calls of each kind that is asked for are';
      const proof = adds > 0 ? `; ${calls} then allowed, which \`evaluate\` confirms` : '';
      return { kind: 'verdict', tone: 'good', word: count, text: `for ${who}${proof}` };
    }
    case 'nothingToWrite':
      return { kind: 'verdict', tone: 'good', word: 'nothing to do', text: `for ${who}` };
    case 'refused':
      return { kind: 'verdict', tone: 'bad', word: 'nothing is written', text: whyNot(functions) };
    case 'unknown':
      return { kind: 'verdict', tone: 'unsure', word: 'unknown', text: whyNot(functions) };
  }
}

function whyNot(functions: readonly FunctionGrant[]): string {
  const [refusal] = functions.flatMap((fn) => fn.refusal ?? []);
  if (refusal !== undefined) return `Lambda would refuse it: ${refusal.code}: ${refusal.message}`;
  for (const { denial, function: arn } of mostCertain(functions)) {
    if (denial !== null)
      return `${denial.for} ${denial.verdict === 'unknown' ? 'may' : 'would'} still not be allowed to invoke \`${arn}\`: ${denial.reason}`;
  }
  return 'some of the present policy could not be read';
}

/** What nobody knows comes last. */
function mostCertain(functions: readonly FunctionGrant[]): readonly FunctionGrant[] {
  const isUnsure = ({ denial }: FunctionGrant) => denial?.verdict === 'unknown';
  return [...functions.filter((fn) => !isUnsure(fn)), ...functions.filter(isUnsure)];
}

function functionBlocks(fn: FunctionGrant, several: boolean, isPrinted: boolean): Block[] {
  const heading: Block[] = several ? [{ kind: 'heading', text: `\`${fn.function}\`` }] : [];
  const steps = fn.steps.map((step) => stepBlock(step, isPrinted));
  if (!isPrinted) return [...heading, ...steps];
  return [
    ...heading,
    ...steps,
    ...fn.settled.map(settledBlock),
    ...fn.left.map(({ sid, why }): Block => ({ kind: 'fact', name: 'leaves', text: `${nameOf(sid)}: ${why}` })),
    ...fn.denies.map(
      (sid): Block => ({
        kind: 'fact',
        name: 'careful',
        text: `statement \`${sid}\` may still deny some of it, and a Deny wins`,
      }),
    ),
    ...sizeBlocks(fn),
  ];
}

function sizeBlocks({ before, after, size, limit, steps }: FunctionGrant): Block[] {
  const isBlind = before === null && steps.some(({ action }) => action === 'RemovePermission');
  if (steps.length === 0 || isBlind) return [];
  const whose = before === null ? 'a policy of this alone has' : 'the policy then has';
  const text = after === null ? NO_POLICY : `${whose} ${thousands(size)} of ${thousands(limit)} bytes`;
  return [{ kind: 'fact', name: 'size', text }];
}

// Observed: removing the last statement deletes the policy.
const NO_POLICY = 'no statement is left, and with the last one Lambda deletes the policy';

/** `isPrinted`: else only what was asked for is told. */
function stepBlock(step: GrantStep, isPrinted: boolean): Block {
  const isAdd = step.action === 'AddPermission';
  const why = step.for ?? 'nothing that is named needs it';
  const names = isPrinted ? (['adds', 'removes'] as const) : (['to add', 'to remove'] as const);
  const widenings = isPrinted ? step.widenings : [];
  return {
    kind: 'fact',
    name: names[isAdd ? 0 : 1],
    text: isAdd ? why : `statement \`${step.request.StatementId}\`: ${why}`,
    more: [
      ...(step.sourceArn === null ? [] : [`\`${step.sourceArn}\``]),
      ...widenings.map(({ message, example }) => `also ${isAdd ? 'lets in' : 'takes away'} \`${example}\`: ${message}`),
    ],
  };
}

const LEFT: readonly SettledScope['why'][] = ['otherId', 'wider', 'shared', 'together', 'another'];

function settledBlock({ for: scope, by, why }: SettledScope): Block {
  const words = {
    granted: by === null ? 'is granted already' : `is granted already, by ${nameOf(by)}`,
    covered: by === null ? 'is covered by another' : `is covered by ${nameOf(by)}`,
    notThere: 'is not granted: there is nothing to remove',
    shared: `stays granted by ${nameOf(by)}, whose Sid another statement has: RemovePermission would remove both`,
    together: `may stay granted, ${by === null ? 'by statements' : `by ${nameOf(by)}`} that \`grant\` would write in another way`,
    another: `${nameOf(by)} says something else, and stays`,
    wider: `stays granted by ${nameOf(by)}, which lets in more, so that other routes may need it`,
    otherId: `stays granted by ${nameOf(by)}, which has another id than \`grant\` gives: name it with --statement-id to remove it`,
  };
  return {
    kind: 'fact',
    name: LEFT.includes(why) ? 'leaves' : 'skips',
    text: `${scope}: ${words[why]}`,
  };
}

function nameOf(sid: string | null): string {
  return sid === null ? 'a statement without Sid' : `statement \`${sid}\``;
}

function caveatBlock({ grade, message }: Caveat): Block {
  return { kind: 'remark', tone: 'unsure', text: `caveat: ${message} (${GRADES[grade]})` };
}

/** `isPrinted`: there is nothing to find a way out of. */
function hints({ functions }: Granting, isPrinted: boolean): Block[] {
  if (isPrinted) return [];
  const [refused] = functions.filter(({ refusal }) => refusal !== null);
  if (refused?.refusal) return [{ kind: 'hint', text: wayOut(refused.refusal, refused) }];
  const [denial] = mostCertain(functions).flatMap((fn) => fn.denial ?? []);
  if (denial?.verdict === 'unknown') return [{ kind: 'hint', text: 'add --unknown pass to write it all the same' }];
  return denial?.verdict === 'explicitDeny'
    ? [{ kind: 'hint', text: 'no permission helps: remove the Deny, or narrow it' }]
    : [];
}

/** Our own words beside Lambda's. */
function wayOut({ code, message }: Refusal, { steps }: FunctionGrant): string {
  if (code === 'ResourceConflictException') return 'leave out --statement-id for one that is free';
  if (code === 'PolicyLengthExceededException' && steps.some(({ action }) => action === 'RemovePermission'))
    return 'what is added does not fit beside what is there: remove some of it first (`aws lambda remove-permission`), or let in more with fewer statements';
  if (code === 'PolicyLengthExceededException')
    return 'let in more with fewer statements (a whole stage, or `* /pets/*`), or remove with --prune what is no longer needed';
  if (message.includes('$LATEST'))
    return 'the function itself, without a qualifier, is `$LATEST`; or make a version or an alias and grant that';
  if (message.includes('qualifier')) return 'name the version or alias once: in --function or as --qualifier';
  return 'change the value that is quoted';
}

function thousands(count: number): string {
  return count.toLocaleString('en-US');
}

/** The report of an integration that calls with a role. */
export function roleReport(
  { statement, notes, commands }: RoleGrant,
  printed: Printed,
  lines: readonly string[],
): Report {
  const blocks: Block[] = [
    {
      kind: 'verdict',
      tone: 'good',
      word: commands.length === 0 ? 'no permission of the function needed' : 'a permission for the role needed',
      text: notes[0] ?? '',
    },
    ...notes.slice(1).map((text): Block => ({ kind: 'fact', name: 'note', text })),
    ...(lines.length === 0
      ? []
      : [{ kind: 'fact', name: 'run', text: 'in the account of the function:', more: lines } as const]),
  ];
  const data = {
    schemaVersion: 1,
    question: 'grant',
    verdict: commands.length === 0 ? 'notNeeded' : 'toWrite',
    statement,
    notes,
    commands,
    as: printed.as,
    text: printed.output,
  } as const;
  return { blocks, output: printed.output, findings: [], data, sources: [] };
}
