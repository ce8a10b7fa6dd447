// How is the story of a request told? What the caller sees, then the way there, then the way out.

import { API_TYPE_NAMES, type Api } from '../../model/api.js';
import { API_GATEWAY } from '../../model/aws.js';
import { parseFunctionArn } from '../../model/function-arn.js';
import type { Source } from '../../model/place.js';
import type { Block, Report, Tone } from '../../model/report.js';
import { posix } from '../../model/shell.js';
import { at, caveatBlocks, nameOf, presentedBlocks, statementBlocks, VERDICT_WORDS } from '../evaluate/report.js';
import { httpText, isShownInBase64 } from './http-text.js';
import { httpRequestText, type SentRequest, sentRequest } from './sent-request.js';
import type { AuthorizerStep, PermissionStep, Simulation, SimulationVerdict } from './simulation.js';

const WORDS: Readonly<Record<SimulationVerdict, string>> = {
  functionResponse: "the function's response",
  gatewayResponse: "API Gateway's own response",
  functionReached: 'the function is reached',
  unknown: 'unknown',
};

const TONES: Readonly<Record<SimulationVerdict, Tone>> = {
  functionResponse: 'good',
  gatewayResponse: 'bad',
  functionReached: 'good',
  unknown: 'unsure',
};

export function simulateReport(simulation: Simulation, api: Api, sources: readonly Source[]): Report {
  const { verdict, response, findings, request } = simulation;
  const sent = request === null ? null : sentRequest(request);
  const head: Block = {
    kind: 'verdict',
    tone: toneOf(simulation),
    word: WORDS[verdict],
    text: sentenceOf(simulation, sent),
  };
  const blocks = [
    head,
    ...routeBlocks(simulation, api),
    ...authorizerBlocks(simulation.authorizer),
    ...(simulation.stoppedAt === 'authorizer' ? [] : integrationBlocks(simulation)),
    ...permissionBlocks(simulation.permission),
    ...caveatBlocks(simulation),
    ...eventBlocks(simulation),
    ...outcomeBlocks(simulation),
    ...responseBlocks(simulation),
    ...hintBlocks(simulation, api),
  ];
  return {
    blocks,
    findings: findings.filter(({ message }) => message !== simulation.reason),
    data: { ...simulation, request: sent } as Report['data'],
    sources,
    ...(response === null ? {} : { http: httpText(response) }),
  };
}

function toneOf({ verdict, response, stoppedAt }: Simulation): Tone {
  // What API Gateway answers of its own accord may be what is wanted: to a preflight, or to a connection that it lets in.
  if (stoppedAt === 'cors' || response?.status === 101) return 'good';
  return verdict === 'functionResponse' && (response?.status ?? 200) >= 500 ? 'unsure' : TONES[verdict];
}

function sentenceOf({ response, reason, frame, verdict }: Simulation, sent: SentRequest | null): string {
  const what = sent === null ? '' : `\`${httpRequestText(sent)}\` `;
  if (verdict === 'unknown' || verdict === 'functionReached')
    return `${what === '' ? '' : `${what.trimEnd()}: `}${reason}`;
  const gets =
    response !== null ? `gets ${response.status}` : frame !== null ? 'gets a message back' : 'gets nothing back';
  return verdict === 'functionResponse' ? `${what}${gets}` : `${what}${gets}: ${reason}`;
}

function routeBlocks({ route }: Simulation, api: Api): Block[] {
  if (route === null) return [];
  const parameters = Object.entries(route.parameters).map(([name, value]) => `\`{${name}}\` is \`${value}\``);
  const text = `\`${route.key}\` of the ${API_TYPE_NAMES[api.type]}, in stage \`${route.stage}\``;
  return [{ kind: 'fact', name: 'route', text, more: [route.why, ...parameters] }];
}

function integrationBlocks({ integration }: Simulation): Block[] {
  if (integration === null) return [];
  const { function: fn, format, type } = integration;
  return [{ kind: 'fact', name: 'calls', text: `\`${fn}\` (${type}, ${format})` }];
}

function authorizerBlocks(step: AuthorizerStep | null): Block[] {
  if (step === null) return [];
  const calls = step.function === null ? [] : [`it calls \`${step.function}\``];
  const fact: Block = { kind: 'fact', name: 'authorizer', text: `\`${step.name}\`: ${step.said}`, more: calls };
  return [fact, ...permissionBlocks(step.permission)];
}

/** What the policy says, as `evaluate` tells it. */
function permissionBlocks(step: PermissionStep | null): Block[] {
  if (step === null) return [];
  if (step.kind !== 'asked') return [{ kind: 'fact', name: 'policy', text: step.why }];
  const { answer } = step;
  const { decidedBy, verdict } = answer;
  const by = decidedBy === null ? '' : `: ${nameOf(decidedBy)} (${at(decidedBy.place)})`;
  const policy: Block = { kind: 'fact', name: 'policy', text: `${VERDICT_WORDS[verdict]}${by}` };
  return [...presentedBlocks(answer), policy, ...(verdict === 'allowed' ? [] : statementBlocks(answer))];
}

const WIDTH = 96;

/** A line for each member: `--event` prints it whole. */
function eventBlocks({ event, integration }: Simulation): Block[] {
  if (event === null || event === undefined) return [];
  const heading: Block = { kind: 'heading', text: `the event (${integration?.format ?? ''}; --event prints it whole)` };
  const members = typeof event === 'object' && !Array.isArray(event) ? Object.entries(event) : [['', event] as const];
  const lines = members
    .filter(([, value]) => value !== null)
    .map(([name, value]) => shortened(`${name === '' ? '' : `${name}: `}${JSON.stringify(value)}`));
  return [heading, { kind: 'lines', lines }];
}

function shortened(line: string): string {
  const letters = [...line.slice(0, 2 * WIDTH)];
  return letters.length <= WIDTH ? line : `${letters.slice(0, WIDTH - 1).join('')}…`;
}

function outcomeBlocks({ outcome }: Simulation): Block[] {
  if (outcome?.kind !== 'error') return [];
  const { errorType, errorMessage, stackTrace = [] } = outcome;
  const lines = [`${errorType}: ${errorMessage}`, ...stackTrace.slice(1, 6)];
  return [
    { kind: 'heading', text: 'the function failed' },
    { kind: 'lines', lines },
  ];
}

function responseBlocks({ response, frame, log }: Simulation): Block[] {
  const told: Block[] = [];
  if (response !== null) {
    const shown = isShownInBase64(response) ? ' (its body is bytes, and shown in base64)' : '';
    told.push({ kind: 'heading', text: `the caller gets${shown}` });
    told.push({ kind: 'lines', lines: firstLines(httpText(response).trimEnd().split('\n').map(shortenedBody)) });
  }
  if (frame !== null)
    told.push({ kind: 'heading', text: 'the client gets the message' }, { kind: 'lines', lines: frame.split('\n') });
  if (log.length > 0) told.push({ kind: 'heading', text: 'API Gateway logs' }, { kind: 'lines', lines: log });
  return told;
}

const MANY_LINES = 200;

/** Of a long body the beginning. */
function firstLines(lines: readonly string[]): readonly string[] {
  if (lines.length <= MANY_LINES) return lines;
  const more = lines.length - MANY_LINES;
  return [...lines.slice(0, MANY_LINES), `… (${more} more lines; --format http prints them all)`];
}

/** A body may be one line of megabytes. */
function shortenedBody(line: string): string {
  return line.length <= 2000
    ? line
    : `${line.slice(0, 2000)}… (${line.length} characters; --format http prints them all)`;
}

function hintBlocks(simulation: Simulation, api: Api): Block[] {
  const hint = simulation.hint;
  const command = grantCommand(simulation, api);
  const texts = [
    ...(hint === null ? [] : [hint]),
    ...(command === undefined
      ? []
      : [`${hint === null ? 'what is missing' : 'or add what is missing'}: \`${command}\``]),
  ];
  return texts.map((text) => ({ kind: 'hint', text }));
}

/** The command that writes what is missing. */
function grantCommand(
  { stoppedAt, integration, authorizer, route, permission }: Simulation,
  api: Api,
): string | undefined {
  const isAuthorizer = stoppedAt === 'authorizer';
  const step = isAuthorizer ? authorizer?.permission : permission;
  const fn = isAuthorizer ? authorizer?.function : integration?.function;
  if (step?.kind !== 'asked' || (stoppedAt !== 'permission' && !isAuthorizer)) return undefined;
  const { verdict, invocation, statements } = step.answer;
  const isMissing = verdict === 'implicitDeny' || (verdict === 'unknown' && !isAuthorizer);
  // A grant is for API Gateway, not for a role.
  if (!isMissing || invocation.principal !== API_GATEWAY || fn == null || route === null || api.id === undefined)
    return undefined;
  const id = api.authorizers?.find(({ name }) => name === authorizer?.name)?.id ?? '*';
  const what = isAuthorizer ? ['--authorizer', id] : ['--stage', route.stage, '--route', route.key];
  const home = parseFunctionArn(fn);
  const elsewhere = [
    ...(api.region === undefined || api.region === home?.region ? [] : ['--api-region', api.region]),
    ...(api.account === undefined || api.account === home?.account ? [] : ['--api-account', api.account]),
  ];
  // What it grants already is not written again, and not lost.
  const files = statements.map(({ place }) => place.source);
  const policies = [...new Set(files)].filter((name) => !/^[<-]/.test(name)).flatMap((name) => ['--policy', name]);
  const words = [
    'sourcearn',
    'grant',
    '--function',
    fn,
    '--api',
    api.id,
    '--type',
    api.type,
    ...what,
    ...elsewhere,
    ...policies,
  ];
  const quoted = words.map((word) => posix.quote(word));
  return quoted.every((word) => word !== undefined) ? quoted.join(' ') : undefined;
}
