// `sourcearn simulate`: what would the caller see?

import type { Command as Commander } from 'commander';
import { createRequest, type RequestInput, requestLine } from '../../gateway/request.js';
import type { Api } from '../../model/api.js';
import { harmlessJson } from '../../model/control.js';
import type { Finding } from '../../model/finding.js';
import type { Source } from '../../model/place.js';
import type { Block } from '../../model/report.js';
import type { PolicySet } from '../../question/evaluate/decide.js';
import { simulateReport } from '../../question/simulate/report.js';
import { type SimulateOptions, simulate as send } from '../../question/simulate/simulate.js';
import type { Simulation } from '../../question/simulate/simulation.js';
import { brief } from '../../render/brief.js';
import { apiOfFlags, readDefinitionFile, typeOf, withDefinition } from '../api-flags.js';
import { type Command, collect, demandOneOf, type ExitCode, type Io, UsageError } from '../command.js';
import { demandOneStdin, readInputs } from '../inputs.js';
import { rendererFor, write, writeUnreadable } from '../output.js';
import { isSocket, type RequestLine, requestInput, type SimulateFlags, timeOf } from '../simulate-flags.js';
import { standIn } from '../stand-in.js';

/** What other programs call what is called otherwise here. */
const HABITS: ReadonlyMap<string, string> = new Map([
  ...['-d', '--body', '--data-raw', '--data-binary'].map((flag) => [flag, 'write --data <text>'] as const),
  ...['-H', '--headers'].map((flag) => [flag, 'write --header "Name: value"'] as const),
  ...['-X', '--request', '--method'].map((flag) => [flag, 'write the method before the path: "POST /pets"'] as const),
]);

const EVENTS = 'add --connect, --message <text> or --disconnect';

const PETS = '--definition fixtures/apis/pets-rest.json --policy fixtures/policies/pets.json';

export const simulate: Command = {
  name: 'simulate',
  summary: 'send a request through API Gateway to the function, in process, and say what the caller would see',
  examples: [
    {
      command: `sourcearn simulate "GET /pets/7?color=red" ${PETS} --handler fixtures/handlers/pets.mjs`,
      shows: 'the whole way, to a handler in a file and back',
      exitCode: 0,
    },
    {
      command: `sourcearn simulate "POST /pets" ${PETS}`,
      shows: 'a permission that is missing: the 500 of the caller, and the way out',
      exitCode: 1,
    },
    {
      command:
        'sourcearn simulate "GET /pets/7" --type http --route "GET /pets/{petId}" --function arn:aws:lambda:us-east-2:111122223333:function:pets --api a1b2c3d4e5 --event',
      shows: 'the event alone, for an API in a few words',
      exitCode: 0,
    },
    {
      command: `sourcearn simulate https://a1b2c3d4e5.execute-api.us-east-2.amazonaws.com/prod/pets/7 ${PETS} --response fixtures/handlers/response.json --format http`,
      shows: 'by the URL, what a result becomes on the wire',
      exitCode: 0,
    },
    {
      command:
        'sourcearn simulate --message \'{"action":"sendmessage"}\' --type websocket --route sendmessage --stage prod --function arn:aws:lambda:us-east-2:111122223333:function:chat --api c3d4e5f6a7 --no-policy',
      shows: 'a message to a WebSocket API, with an empty policy',
      exitCode: 1,
    },
  ],

  habit({ code, message }) {
    if (code === 'commander.excessArguments') return 'quote method and path, as they are one argument: "GET /pets/7"';
    return HABITS.get(/^error: unknown option '([^']+)'/.exec(message)?.[1] ?? '');
  },

  configure(program) {
    refuseBoth(program);
    program
      .argument('[request]', 'method and path in the stage: "GET /pets/7?color=red", or the whole URL')
      .optionsGroup('The API:')
      .option('--definition <file>', 'an exported OpenAPI 3 or Swagger 2 document, JSON or YAML; - for standard input')
      .option('--type <type>', 'rest, http or websocket')
      .option('--route <key>', 'without a definition: a route key, "GET /pets/{petId}", $default; repeat it', collect)
      .option('--function <arn>', 'without a definition: the function that the routes call')
      .option('--api <id>', 'API id, where the definition does not say it')
      .option('--api-region <region>', "where the API is, if not in the function's region")
      .option('--api-account <id>', "whose the API is, if not the function's account's")
      .option(
        '--stage <name>',
        "stage, one of the definition's where it says any (default: its only one, $default of an HTTP API)",
      )
      .option('--stage-variable <name=value>', 'a variable of the stage; repeat it', collect)
      .option('--payload <format>', 'HTTP APIs: 1.0 or 2.0 (default: that of the definition, or 2.0)')
      .option('--binary-media-type <type>', 'REST APIs: a content type whose bodies are bytes; repeat it', collect)
      .option('--route-response', "WebSocket APIs: the function's results are sent back")
      .option(
        '--route-selection <expression>',
        'WebSocket APIs: where a message names its route (default: $request.body.action)',
      )
      .option('--authorizer-id <name=id>', 'the id of an authorizer, which no export says; repeat it', collect)
      .optionsGroup('The policies:')
      .option(
        '--policy <file>',
        'what `aws lambda get-policy` printed, of each function that is called; repeat it',
        collect,
      )
      .option('--no-policy', 'the functions have no policy')
      .optionsGroup('The request:')
      .option('--header <"Name: value">', 'a header; repeat it', collect)
      .option('--data <text>', 'the body, or @file for the bytes of a file, @- for standard input')
      .option('--source-ip <address>', 'where the caller calls from')
      .option('--connect', 'a client connects to a WebSocket API')
      .option('--message <text>', 'a client sends a message, or @file for the text of a file, @- for standard input')
      .option('--disconnect', 'a client has gone')
      .optionsGroup('The function:')
      .option('--handler <file#export>', 'runs it: ESM or CommonJS (default export: handler)')
      .option('--response <file>', 'what it returns, as JSON')
      .option('--error <file>', 'what it fails with, as JSON: errorMessage, errorType')
      .option('--authorizer-handler <file#export>', 'the same for the function of an authorizer')
      .option('--authorizer-response <file>', 'what the authorizer returns, as JSON')
      .option('--env <name=value>', "a variable of the handler's environment; repeat it", collect)
      .option('--timeout <seconds>', 'how long the handler may run (default: 3)')
      .option('--memory <MB>', 'how much memory it has (default: 128)')
      .optionsGroup('The answer:')
      .option('--event', 'the event alone, as JSON; asks no policy unless one is given')
      .option('--now <time>', 'the time of the request; with it, the ids are the same in each run')
      .option('--strict', "unknown where AWS's sources conflict")
      .option('--unknown <how>', 'pass or fail: what unknown counts as (default: fail)');
  },

  async run(args, options, io) {
    const flags = options as unknown as SimulateFlags;
    rendererFor(flags, 'simulate');
    demandOneOf('--unknown', ['pass', 'fail'], flags.unknown);
    const line = requestLine(args[0] ?? '');
    if (line.url === '' && !isSocket(flags))
      throw new UsageError(
        'no request to send',
        typeOf(flags.type) === 'websocket' ? EVENTS : 'write method and path, such as "GET /pets/7"',
      );
    demandOneStdin(inputsOf(flags));
    if (flags.definition === undefined) return go(apiOfFlags(flags, line.url), [], [], line, flags, io);
    const { api, findings, source } = await readDefinitionFile(flags.definition, flags.type, io);
    if (api === undefined) return writeUnreadable('simulate', findings, [source], flags, io);
    return go(withDefinition(api, flags, line.url), findings, [source], line, flags, io);
  },
};

/** All that may be read from standard input. */
function inputsOf(flags: SimulateFlags): readonly (string | undefined)[] {
  const { definition, policy, data, message, response, error, authorizerResponse } = flags;
  const bodies = [data, message].map((text) => (text === '@-' ? '-' : undefined));
  return [definition, ...(policy === false ? [] : (policy ?? [])), ...bodies, response, error, authorizerResponse];
}

const BOTH = ['--no-policy says that there is none', 'leave out either --policy or --no-policy'] as const;

/** Of `--policy` and `--no-policy` the last would win without a word. */
function refuseBoth(program: Commander): void {
  program.on('option:no-policy', () => {
    if (program.getOptionValue('policy') !== undefined) throw new UsageError(...BOTH);
  });
  program.on('option:policy', () => {
    if (program.getOptionValue('policy') === false) throw new UsageError(...BOTH);
  });
}

async function go(
  api: Api,
  told: readonly Finding[],
  defined: readonly Source[],
  line: RequestLine,
  flags: SimulateFlags,
  io: Io,
): Promise<ExitCode> {
  const request = await requestTo(api, line, flags, io);
  const readings = await readInputs(flags.policy === false ? [] : (flags.policy ?? []), io);
  const policies = policiesOf(flags, readings);
  const findings = [...told, ...policies.findings];
  const sources = [...defined, ...readings.map(({ source }) => source)];
  const isUnreadable = policies.findings.some(({ severity }) => severity === 'error');
  if (isUnreadable) return writeUnreadable('simulate', findings, sources, flags, io);
  const invoke = await standIn(flags, io);
  const simulation = await send(api, policies, request, invoke, optionsOf(flags));
  const isWanted = flags.policy === undefined && flags.event !== true && flags.unknown !== 'pass';
  if (isWanted && isUnasked(simulation))
    throw new UsageError(
      'no policy to ask',
      'add --policy <file>, what `aws lambda get-policy` printed, or --no-policy where the function has none',
    );
  return tell({ ...simulation, findings: unlike([...findings, ...simulation.findings]) }, api, sources, flags, io);
}

/** A request that can be sent to this API. */
async function requestTo(api: Api, line: RequestLine, flags: SimulateFlags, io: Io): Promise<RequestInput> {
  if (api.id === undefined)
    throw new UsageError('which API is it?', 'add --api <id>, or write the whole URL of the request');
  if (api.type === 'websocket' && !isSocket(flags))
    throw new UsageError('a WebSocket API takes connections and messages', EVENTS);
  const request = await requestInput(line, flags, io);
  const made = createRequest(api, request);
  if (!('fault' in made)) return request;
  throw new UsageError(made.fault, made.isStageOpen ? 'add --stage <name>, or write the whole URL' : made.hint);
}

/** What is told twice, of a policy as it was read and as it was asked, is told once. */
function unlike(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}

/** Whether only a policy is missing. */
function isUnasked({ permission, authorizer }: Simulation): boolean {
  return permission?.kind === 'notGiven' || authorizer?.permission?.kind === 'notGiven';
}

function policiesOf(
  { policy }: SimulateFlags,
  readings: readonly { policies: PolicySet['policies']; findings: readonly Finding[] }[],
): PolicySet {
  const findings = readings.flatMap((reading) => reading.findings);
  if (policy !== false) return { policies: readings.flatMap((reading) => reading.policies), findings };
  const place = { source: '--no-policy', pointer: '', start: 0, end: 0, line: 1, column: 1 };
  return { policies: [{ statements: [], json: null, duplicates: [], findings: [], locate: () => place }], findings };
}

function optionsOf(flags: SimulateFlags): SimulateOptions {
  const time = timeOf(flags.now);
  const passes = flags.unknown === 'pass' || (flags.event === true && flags.policy === undefined);
  return {
    strict: flags.strict === true,
    unknown: passes ? 'pass' : 'stop',
    ...(time === undefined ? {} : { random: seeded(time) }),
    ...(time === undefined ? {} : { now: startingAt(time) }),
  };
}

/** A clock that runs from a time on. */
function startingAt(time: number): () => number {
  const start = Date.now();
  let isFirst = true;
  return () => {
    if (!isFirst) return time + Date.now() - start;
    isFirst = false;
    return time;
  };
}

/** The same numbers for the same seed: a linear congruential generator (Numerical Recipes). */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function tell(simulation: Simulation, api: Api, sources: readonly Source[], flags: SimulateFlags, io: Io): ExitCode {
  const { event, verdict } = simulation;
  const report = simulateReport(simulation, api, sources);
  if (flags.event === true && event !== null) {
    io.stdout(`${harmlessJson(event, 2)}\n`);
    return 0;
  }
  // Where the event alone was asked for, there is none to print: why is no answer, but said beside it.
  if (flags.event === true) io.stderr(brief(report));
  else if (verdict === 'functionReached' && flags.format === 'http')
    write({ ...report, blocks: [...report.blocks, STAND_IN] }, flags, io);
  else write(report, flags, io);
  return verdict === 'functionResponse' ||
    verdict === 'functionReached' ||
    (verdict === 'unknown' && flags.unknown === 'pass')
    ? 0
    : 1;
}

const STAND_IN: Block = {
  kind: 'hint',
  text: 'for a response, let something stand in for the function: --handler, --response or --error',
};
