// How is an answer told? The verdict, what was presented, what each statement said, and the way out.

import { API_GATEWAY } from '../../model/aws.js';
import { type Answer, type CandidateAnswer, GRADES, type StatementAnswer, type Verdict } from '../../model/decision.js';
import type { Place, Source } from '../../model/place.js';
import type { Block, Report, Tone } from '../../model/report.js';

/** The verdict in words that need no glossary, with AWS's own behind. */
export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  allowed: 'allowed',
  implicitDeny: 'not allowed (implicitDeny)',
  explicitDeny: 'not allowed (explicitDeny)',
  unknown: 'unknown',
};

const TONES: Readonly<Record<Verdict, Tone>> = {
  allowed: 'good',
  implicitDeny: 'bad',
  explicitDeny: 'bad',
  unknown: 'unsure',
};

/** `asked`: the call in words, such as `GET /pets of REST API a1b2c3d4e5 in stage prod`; undefined for an invocation by ARN. */
export function evaluateReport(answer: Answer, sources: readonly Source[], asked?: string): Report {
  const verdict: Block = {
    kind: 'verdict',
    tone: TONES[answer.verdict],
    word: VERDICT_WORDS[answer.verdict],
    text: sentence(answer, asked),
  };
  const blocks = [
    verdict,
    ...presentedBlocks(answer),
    ...statementBlocks(answer),
    ...caveatBlocks(answer),
    ...nearMissBlocks(answer),
  ];
  return { blocks, findings: answer.findings, data: answer, sources };
}

/** The weak facts that an answer leans on. */
export function caveatBlocks({ caveats }: Pick<Answer, 'caveats'>): Block[] {
  return caveats.map(({ grade, message }) => ({
    kind: 'remark',
    tone: 'unsure',
    text: `caveat: ${message} (${GRADES[grade]})`,
  }));
}

function sentence({ verdict, invocation, decidedBy, statements }: Answer, asked: string | undefined): string {
  const who = asked ?? `\`${invocation.principal}\``;
  const may = `${verdict === 'allowed' ? 'may' : verdict === 'unknown' ? 'may or may not' : 'may not'} invoke \`${invocation.resource}\``;
  const by =
    decidedBy === null
      ? ''
      : `: ${nameOf(decidedBy)} (${at(decidedBy.place)}) ${verdict === 'allowed' ? 'allows' : 'forbids'} it`;
  if (verdict !== 'implicitDeny') return `${who} ${may}${by}`;
  return `${who} ${may}: ${statements.length === 0 ? 'its policy is empty' : 'no statement allows it'}`;
}

/** What is presented, and how we know. */
export function presentedBlocks({ candidates, caveats, invocation }: Answer): Block[] {
  const deciding = candidates.filter(({ decides }) => decides);
  const [first] = deciding;
  if (first === undefined) {
    const sourceArn = invocation.context['aws:SourceArn'];
    const facts: Block[] =
      sourceArn === undefined ? [] : [{ kind: 'fact', name: 'presents', text: `\`${String(sourceArn)}\`` }];
    return [...facts, ...invocation.notes.map((text): Block => ({ kind: 'fact', name: 'note', text }))];
  }
  // What a caveat says already is not said twice.
  const isCaveat = caveats.some(({ message }) => message.startsWith(first.evidence));
  const evidence = isCaveat ? [] : [`${first.evidence} (${GRADES[first.grade]})`];
  if (deciding.length === 1)
    return [{ kind: 'fact', name: 'presents', text: `\`${first.sourceArn}\``, more: evidence }];
  return [
    { kind: 'fact', name: 'presents', text: 'one of these', more: [...deciding.map(candidateLine), ...evidence] },
  ];
}

function candidateLine({ sourceArn, verdict }: CandidateAnswer): string {
  return `\`${sourceArn}\`: ${VERDICT_WORDS[verdict]}`;
}

const MANY = 5;

/** The statements that tell the verdict, whole; of the others a line each, and of many the first few. */
export function statementBlocks({ statements, decidedBy, nearMiss, verdict, candidates }: Answer): Block[] {
  const isTelling = (statement: StatementAnswer, index: number) =>
    index === decidedBy?.index || statement.match !== 'no' || samePlace(statement.place, nearMiss?.place);
  const telling = statements.filter(isTelling);
  const rest = statements.filter((statement, index) => !isTelling(statement, index));
  const shown = rest.slice(0, MANY);
  const [first, second] = candidates.filter(({ decides }) => decides);
  const held: Block[] =
    second === undefined || first === undefined
      ? []
      : [{ kind: 'heading', text: `held against \`${first.sourceArn}\`` }];
  const blocks: Block[] = [
    ...held,
    ...telling.map(statementBlock),
    ...shown.map(
      (statement): Block => ({
        kind: 'remark',
        tone: 'plain',
        text: headOf(statement),
        more: [statement.because?.message ?? ''],
      }),
    ),
  ];
  if (rest.length > MANY) {
    blocks.push({
      kind: 'remark',
      tone: 'plain',
      text: `${rest.length - MANY} more of ${statements.length} statements do not match${verdict === 'allowed' ? '' : ' either'}; --format json tells of each`,
    });
  }
  return blocks;
}

function samePlace(a: Place, b: Place | undefined): boolean {
  return a.source === b?.source && a.start === b.start;
}

function headOf({ sid, place, match, because }: StatementAnswer): string {
  const element =
    because === null
      ? ''
      : `: ${because.element}${because.component === undefined || because.component === 'arn' ? '' : `, ${because.component} of the ARN`}`;
  return `${nameOf({ sid })} (${at(place)}) ${match === 'no' ? 'does not match' : 'may or may not match'}${element}`;
}

function statementBlock(statement: StatementAnswer): Block {
  const { sid, place, effect, match, because } = statement;
  const does = effect === 'Deny' ? 'denies' : effect === 'Allow' ? 'allows' : 'has no clear Effect, and speaks of';
  if (because === null)
    return {
      kind: 'remark',
      tone: effect === 'Deny' ? 'bad' : 'good',
      text: `${nameOf({ sid })} (${at(place)}) ${does} this call`,
      place,
    };
  return {
    kind: 'remark',
    tone: match === 'no' ? 'plain' : 'unsure',
    text: headOf(statement),
    place: because.place,
    more: [because.message],
  };
}

function nearMissBlocks({ nearMiss, verdict, candidates, invocation, decidedBy, statements }: Answer): Block[] {
  if (nearMiss !== null) {
    return [
      { kind: 'remark', tone: 'bad', text: nearMiss.message },
      { kind: 'hint', text: nearMiss.hint },
    ];
  }
  if (verdict === 'explicitDeny' && decidedBy !== null) {
    return [{ kind: 'hint', text: `a Deny wins over every Allow: remove ${nameOf(decidedBy)}, or narrow it` }];
  }
  const unknown = statements.find(
    ({ match, because }) => match === 'unknown' && because?.key !== undefined && because.actual === undefined,
  );
  if (verdict === 'unknown' && unknown !== undefined) {
    return [{ kind: 'hint', text: `say what \`${unknown.because?.key}\` is: --context ${unknown.because?.key}=…` }];
  }
  if (verdict !== 'implicitDeny') return [];
  const sourceArn = candidates[0]?.sourceArn ?? invocation.context['aws:SourceArn'];
  const way = invocation.principal === API_GATEWAY ? '; `sourcearn grant` writes it' : '';
  const condition = sourceArn === undefined ? '' : ` where \`aws:SourceArn\` is \`${String(sourceArn)}\``;
  return [
    {
      kind: 'hint',
      text: `nothing in the policy comes near: add a statement that allows \`${invocation.principal}\` to \`${invocation.action}\`${condition}${way}`,
    },
  ];
}

export function nameOf({ sid }: { readonly sid: string | null }): string {
  return sid === null ? 'a statement without Sid' : `statement \`${sid}\``;
}

export function at({ source, line, column }: Place): string {
  return `${source}:${line}:${column}`;
}
