// `sourcearn evaluate`: may this API invoke this function?

import type { Reading } from '../../input/read.js';
import type { Verdict } from '../../model/decision.js';
import type { Policy } from '../../model/policy.js';
import { evaluate as answer, type EvaluateInput } from '../../question/evaluate/evaluate.js';
import { evaluateReport } from '../../question/evaluate/report.js';
import { selectFunction } from '../../question/evaluate/select.js';
import { type Command, collect, demandOneOf, type ExitCode, type Io, UsageError } from '../command.js';
import type { Filled } from '../definition-flags.js';
import { askedOf, type EvaluateFlags, hasQuestion, inputFor } from '../evaluate-flags.js';
import { demandOneStdin, readInputs } from '../inputs.js';
import { rendererFor, write, writeUnreadable } from '../output.js';

const GUIDE = 'fixtures/policies/pets.json --api a1b2c3d4e5 --type rest --stage prod';

export const evaluate: Command = {
  name: 'evaluate',
  summary: 'say whether a function policy permits an invocation, and why',
  examples: [
    {
      command: `sourcearn evaluate ${GUIDE} --route "GET /pets/{petId}"`,
      shows: 'a call in API terms: route, stage and API',
      exitCode: 0,
    },
    {
      command: `sourcearn evaluate ${GUIDE} --route "POST /pets"`,
      shows: 'one that no statement allows, and what to change',
      exitCode: 1,
    },
    {
      command:
        'sourcearn evaluate fixtures/policies/pets.json --definition fixtures/apis/pets-rest.json --route "GET /pets/{petId}"',
      shows: 'the same, for an API that a document describes',
      exitCode: 0,
    },
    {
      command:
        'sourcearn evaluate fixtures/policies/pets.json --source-arn arn:aws:execute-api:us-east-2:111122223333:a1b2c3d4e5/prod/GET/pets',
      shows: 'by the source ARN that an execution log shows',
      exitCode: 0,
    },
    {
      command: 'sourcearn evaluate fixtures/policies/pets.json --api a1b2c3d4e5 --type rest --authorizer abc123',
      shows: 'a Lambda authorizer',
      exitCode: 1,
    },
    {
      command: 'sourcearn evaluate fixtures/policies/pets.json --cases fixtures/cases/pets.ndjson',
      shows: 'unit tests for a policy',
      exitCode: 0,
    },
  ],

  configure(program) {
    program
      .argument(
        '[policy...]',
        'what `aws lambda get-policy` printed, or a policy document: files, globs, or - for standard input',
      )
      .option('--function <arn>', 'the function asked for, with its version or alias if the integration names one')
      .optionsGroup('The invocation, as a call:')
      .option('--definition <file>', 'an exported OpenAPI document, which says API, type, stage and function')
      .option('--api <id>', 'API id')
      .option('--type <type>', 'rest, http or websocket')
      .option('--route <key>', 'route key: "GET /pets/{petId}", $default, $connect')
      .option('--authorizer <id>', 'a Lambda authorizer instead of a route')
      .option('--stage <name>', 'stage (default for HTTP APIs: $default)')
      .option('--method <verb>', 'one verb of an ANY route')
      .option('--test-invoke', "the console's Test button")
      .option('--api-region <region>', "where the API is, if not in the function's region")
      .option('--api-account <id>', "whose the API is, if not the function's account's")
      .optionsGroup('The invocation, by its source ARN:')
      .option('--source-arn <arn>', 'the source ARN that is presented')
      .option('--source-account <id>', 'the source account (default: that of the source ARN)')
      .option('--no-source-account', 'no source account is sent')
      .option(
        '--principal <principal>',
        'who calls: a service, an account, an ARN, or * (default: apigateway.amazonaws.com)',
      )
      .option('--action <action>', 'what is called (default: lambda:InvokeFunction)')
      .option('--context <key=value>', 'a further condition key; repeat a key for a list of values', collect)
      .option('--unknown-key <key>', 'a condition key that nobody knows the value of', collect)
      .optionsGroup('The invocations, as a list:')
      .option('--cases <file>', 'test cases, NDJSON or a JSON array; - for standard input')
      .optionsGroup('The answer:')
      .option('--strict', "unknown where AWS's sources conflict")
      .option('--unknown <how>', 'pass or fail: what unknown counts as (default: fail)');
  },

  async run(args, options, io) {
    const flags = options as unknown as EvaluateFlags;
    rendererFor(flags, 'evaluate');
    demandOneOf('--unknown', ['pass', 'fail'], flags.unknown);
    if (flags.cases !== undefined) {
      if (hasQuestion(flags) || flags.definition !== undefined)
        throw new UsageError(
          'the invocation stands in the cases',
          'leave out either --cases or the flags that describe one invocation',
        );
      const { runCases } = await import('../cases.js');
      return runCases(flags.cases, args, flags, io);
    }
    if (args.length === 0)
      throw new UsageError(
        'no policy to evaluate',
        'add the file that `aws lambda get-policy` printed into, or - for standard input',
      );
    demandOneStdin([flags.definition, ...args]);
    const filled = await fill(flags, io);
    if (filled.flags === undefined) return writeUnreadable('evaluate', filled.findings, filled.sources, flags, io);
    // A question that cannot be asked is told before any policy is read.
    inputFor(filled.flags, 'arn:aws:lambda:us-east-2:111122223333:function:any');
    return ask(await readInputs(args, io), filled.flags, filled, io);
  },
};

async function fill(flags: EvaluateFlags, io: Io): Promise<Filled<EvaluateFlags>> {
  if (flags.definition === undefined) return { flags, routes: [], findings: [], sources: [] };
  const { route, authorizer } = flags;
  if (route === undefined && authorizer === undefined)
    throw new UsageError('which call of the API?', 'add --route <key> or --authorizer <id>');
  const { fillFlags } = await import('../definition-flags.js');
  const routes = route === undefined ? [] : [route];
  return fillFlags(
    flags.definition,
    flags,
    { routes, authorizers: authorizer === undefined ? [] : [authorizer], takesVariables: false },
    io,
  );
}

function ask(
  readings: readonly Reading[],
  flags: EvaluateFlags,
  definition: Pick<Filled<EvaluateFlags>, 'findings' | 'sources'>,
  io: Io,
): ExitCode {
  const policies = readings.flatMap((reading) => reading.policies);
  const findings = readings.flatMap((reading) => reading.findings);
  const isUnreadable = findings.some(({ severity }) => severity === 'error');
  const { own, input } = questionFor(policies, isUnreadable, flags);
  const told = answer({ policies: own, findings }, input, { strict: flags.strict === true });
  const sources = [...readings.map((reading) => reading.source), ...definition.sources];
  const whole = { ...told, findings: [...definition.findings, ...told.findings] };
  const report = evaluateReport(whole, sources, askedOf(flags));
  // Where nothing was read there is nothing to tell but why; as data it is an answer all the same.
  write(policies.length === 0 && isUnreadable ? { ...report, blocks: [] } : report, flags, io);
  return isUnreadable ? 3 : exitCodeOf(told.verdict, flags);
}

interface Question {
  readonly own: readonly Policy[];
  readonly input: EvaluateInput;
}

/** The policies of the function that is asked for, and what is asked of them. */
function questionFor(policies: readonly Policy[], isUnreadable: boolean, flags: EvaluateFlags): Question {
  // Nothing at all was read: the function is not known, and neither is the answer.
  if (policies.length === 0 && isUnreadable) return { own: [], input: { resource: flags.function ?? '' } };
  const selected = selectFunction(policies, flags.function);
  if (!('fault' in selected)) return { own: selected.policies, input: inputFor(flags, selected.function) };
  const choices = selected.choices.slice(0, 20).map((choice) => `  ${choice}`);
  const more = selected.choices.length > 20 ? [`  and ${selected.choices.length - 20} more`] : [];
  const hint =
    choices.length === 0
      ? ['add --function <arn>', ...policies.flatMap(({ findings }) => findings.map(({ message }) => message))].join(
          '\n',
        )
      : ['add --function with one of:', ...choices, ...more].join('\n');
  throw new UsageError(selected.fault, hint);
}

function exitCodeOf(verdict: Verdict, flags: EvaluateFlags): ExitCode {
  return verdict === 'allowed' || (verdict === 'unknown' && flags.unknown === 'pass') ? 0 : 1;
}
