// `sourcearn grant`: which permission does this call need?

import type { Reading } from '../../input/read.js';
import { type RouteReading, readRoutes } from '../../input/routes.js';
import type { ApiType } from '../../model/api.js';
import { harmlessJson } from '../../model/control.js';
import type { Finding } from '../../model/finding.js';
import type { Source } from '../../model/place.js';
import { posix } from '../../model/shell.js';
import { printWords } from '../../question/grant/command-line.js';
import { grant as plan } from '../../question/grant/grant.js';
import type { Granting } from '../../question/grant/granting.js';
import type { GrantInput } from '../../question/grant/input.js';
import { FORM_IDS, FORMS, printGrant } from '../../question/grant/print.js';
import { grantReport, type Printed, roleReport } from '../../question/grant/report.js';
import { roleGrant } from '../../question/grant/role.js';
import { type Command, collect, demandOneOf, type ExitCode, flagOf, type Io, UsageError } from '../command.js';
import type { Filled } from '../definition-flags.js';
import { apiTypeOf, type GrantFlags, grantInput } from '../grant-flags.js';
import { bytesOf, demandOneStdin, readInputs, STDIN } from '../inputs.js';
import { rendererFor, write, writeUnreadable } from '../output.js';

const ORDERS = '--function arn:aws:lambda:us-east-2:111122223333:function:orders --api a1b2c3d4e5';

export const grant: Command = {
  name: 'grant',
  summary: 'write the permission that a route needs, and no more',
  examples: [
    {
      command: `sourcearn grant ${ORDERS} --type rest --stage prod --route "GET /orders/{orderId}"`,
      shows: 'the command that lets one route in',
      exitCode: 0,
    },
    {
      command: 'sourcearn grant --definition fixtures/apis/pets-rest.json --route "POST /pets"',
      shows: 'the same for an API that a document describes',
      exitCode: 0,
    },
    {
      command: `sourcearn grant ${ORDERS} --type http --route '$default' --as terraform`,
      shows: 'the same for Terraform, and for the catch-all of an HTTP API',
      exitCode: 0,
    },
    {
      command:
        'sourcearn grant --function pets --region us-east-2 --account 111122223333 --api a1b2c3d4e5 --type rest --route "GET /pets" --policy fixtures/policies/pets.json',
      shows: 'given the present policy, only what is missing',
      exitCode: 0,
    },
    {
      command: `sourcearn grant ${ORDERS} --type rest --authorizer abc123 --rehearse`,
      shows: 'a Lambda authorizer, and the policy as it would stand afterwards',
      exitCode: 0,
    },
    {
      command: `sourcearn grant ${ORDERS} --type websocket --stage prod --revert`,
      shows: 'the removal of what was granted to a whole stage',
      exitCode: 0,
    },
  ],

  configure(program) {
    program
      .allowExcessArguments()
      .optionsGroup('The function:')
      .option('--function <name or arn>', 'the function, with its version or alias if the integration names one')
      .option('--region <region>', 'its region, where only its name is given')
      .option('--account <id>', 'its account, where only its name is given')
      .option('--partition <partition>', 'its partition (default: that of the region)')
      .option('--qualifier <name>', 'its version or alias')
      .option('--stage-variable <name=value>', 'a value of ${stageVariables.name} in --function; repeat it', collect)
      .optionsGroup('What may call it:')
      .option('--definition <file>', 'an exported OpenAPI document, which says API, type and function')
      .option('--api <id>', 'API id')
      .option('--type <type>', 'rest, http or websocket')
      .option('--route <key>', 'route key, "GET /*" (a method) or "* /pets" (a resource); repeat it', collect)
      .option('--routes <file>', 'route keys, one a line; - for standard input')
      .option('--authorizer <id>', 'a Lambda authorizer, or * for all; repeat it', collect)
      .option('--stage <name>', 'stage (default: every stage)')
      .option('--test-invoke', "the console's Test button as well")
      .option('--api-region <region>', "where the API is, if not in the function's region")
      .option('--api-account <id>', "whose the API is, if not the function's account's")
      .option('--credentials <role>', 'the integration calls with this role')
      .optionsGroup('The permission:')
      .option('--exact', 'keep path parameters as they are declared, where otherwise each becomes *')
      .option('--statement-id <id>', 'its Sid (default: made from the grant)')
      .option('--source-account <id>', "the source account (default: the API's account)")
      .option('--no-source-account', 'write no source account')
      .option('--policy <file>', 'the present policy: what it grants is not written again; repeat it', collect)
      .option('--prune', "remove the API's other statements, once those that are needed are added")
      .option('--revert', 'the removal of what is written without it')
      .option('--revision-id <id>', 'change the policy only if this is still its revision')
      .optionsGroup('The answer:')
      .option('--as <form>', `${FORM_IDS.join(', ')} (default: command)`)
      .option('--rehearse', 'the policy as it would stand afterwards')
      .option('--unknown <how>', 'pass or fail: whether to write what nobody knows to be enough (default: fail)');
  },

  async run(args, options, io) {
    const given = options as unknown as GrantFlags;
    check(args, given);
    const filled = await fill(given, io);
    if (filled.flags === undefined) return writeUnreadable('grant', filled.findings, filled.sources, given, io);
    const { flags } = filled;
    const type = apiTypeOf(flags);
    // What is missing is told before any file is read.
    const input = grantInput(flags, []);
    if (flags.credentials !== undefined) return writeRole(input, flags.credentials, flags, io);
    const routes = flags.routes === undefined ? undefined : await routesIn(flags.routes, type as ApiType, io);
    const readings = await readInputs(flags.policy ?? [], io);
    const sources = [
      ...filled.sources,
      ...(routes === undefined ? [] : [routes.source]),
      ...readings.map(({ source }) => source),
    ];
    const unreadable = [...(routes?.findings ?? []), ...readings.flatMap(({ findings }) => findings)];
    if (unreadable.some(({ severity }) => severity === 'error'))
      return writeUnreadable('grant', unreadable, sources, flags, io);
    return writeGrant(
      grantInput(flags, [...(flags.route ?? []), ...(routes?.routes ?? [])]),
      readings,
      { sources, findings: filled.findings },
      flags,
      io,
    );
  },
};

const NOT_OF_A_ROLE = [
  ...(['authorizer', 'testInvoke', 'exact', 'statementId', 'sourceAccount', 'policy'] as const),
  ...(['prune', 'revert', 'revisionId', 'rehearse', 'unknown'] as const),
];

/** What no grant can be asked for, told before any file is read. */
function check(args: readonly string[], flags: GrantFlags): void {
  rendererFor(flags, 'grant');
  const { as, rehearse, unknown, policy = [], routes } = flags;
  if (args.length > 0)
    throw new UsageError(`\`${args[0]}\` is not expected here`, 'the present policy is given with --policy');
  demandOneOf('--as', FORM_IDS, as);
  if (as !== undefined && rehearse === true)
    throw new UsageError('--rehearse prints the policy as it would stand afterwards', 'leave out --as or --rehearse');
  if (flags.statementId !== undefined && FORMS.some(({ id, givesIds }) => id === as && givesIds))
    throw new UsageError(`\`${as}\` gives statements ids of its own`, 'leave out --statement-id');
  demandOneOf('--unknown', ['pass', 'fail'], unknown);
  if (routes === '-' && policy.includes('-')) throw new UsageError('standard input is either the routes or a policy');
  demandOneStdin([flags.definition, ...policy]);
  if (flags.prune === true && policy.length === 0)
    throw new UsageError('what is to go is seen in the present policy', 'add --policy <file>');
  const idle = flags.credentials === undefined ? [] : NOT_OF_A_ROLE.filter((name) => flags[name] !== undefined);
  if (idle.length > 0)
    throw new UsageError(
      `where a role calls, there is no place for ${idle.map(flagOf).join(', ')}`,
      'leave it out, or grant without --credentials',
    );
}

/** What a definition says; the stage is left to --stage, since a grant is for every stage unless one is named. */
async function fill(flags: GrantFlags, io: Io): Promise<Filled<GrantFlags>> {
  if (flags.definition === undefined) return { flags, routes: [], findings: [], sources: [] };
  if (flags.routes !== undefined)
    throw new UsageError('the routes stand in the definition', 'leave out --routes, or name them with --route');
  const { fillFlags } = await import('../definition-flags.js');
  const { route: routes = [], authorizer, stage, credentials } = flags;
  const filled = await fillFlags(
    flags.definition,
    flags,
    { routes, authorizers: authorizer ?? [], takesVariables: true, isOfRole: credentials !== undefined },
    io,
  );
  if (filled.flags === undefined) return filled;
  const { stage: _, ...rest } = filled.flags;
  // Without a route, those that the document declares and no other.
  const asked = authorizer === undefined ? { route: filled.routes } : {};
  return { ...filled, flags: { ...rest, ...(stage === undefined ? {} : { stage }), ...asked } };
}

async function routesIn(path: string, type: ApiType, io: Io): Promise<RouteReading> {
  const name = path === '-' ? STDIN : path;
  const found = await bytesOf(path, io);
  if (found instanceof Uint8Array) return readRoutes(name, found, type);
  return { routes: [], findings: [found], source: { name, text: '' } };
}

function writeGrant(
  input: GrantInput,
  readings: readonly Reading[],
  told: { readonly sources: readonly Source[]; readonly findings: readonly Finding[] },
  flags: GrantFlags,
  io: Io,
): ExitCode {
  const policies = readings.flatMap((reading) => reading.policies);
  const findings = readings.flatMap((reading) => reading.findings);
  const granting = plan(input, { policies, findings });
  const [fault] = granting.findings.filter(({ id }) => id === 'bad-grant');
  if (fault !== undefined) throw new UsageError(fault.message, fault.hint);
  const isGood = granting.verdict === 'toWrite' || granting.verdict === 'nothingToWrite';
  const mayPrint = isGood || (granting.verdict === 'unknown' && flags.unknown === 'pass');
  const whole = { ...granting, findings: [...told.findings, ...granting.findings] };
  write(grantReport(whole, mayPrint ? print(granting, flags) : undefined, told.sources), flags, io);
  return mayPrint ? 0 : 1;
}

function print(granting: Granting, flags: GrantFlags): Printed {
  const as = flags.rehearse === true ? 'policy' : (flags.as ?? 'command');
  // What stands afterwards is asked whatever the revision.
  const printed = printGrant(flags.rehearse === true ? { ...granting, revisionId: null } : granting, as, {
    unknown: 'pass',
  });
  if ('cannot' in printed) throw new UsageError(printed.cannot, printed.hint);
  return { as, ...printed };
}

function writeRole(input: GrantInput, credentials: string, flags: GrantFlags, io: Io): ExitCode {
  const { as = 'statement' } = flags;
  if (as !== 'statement' && as !== 'policy')
    throw new UsageError('what a role needs is written as `statement` or `policy`', 'add --as statement');
  const role = roleGrant(input, credentials);
  if ('message' in role) throw new UsageError(role.message, role.hint);
  const json = as === 'statement' ? role.statement : { Version: '2012-10-17', Statement: [role.statement] };
  const lines = role.commands.map((words) => {
    const line = printWords(posix, words);
    if (typeof line !== 'string') throw new UsageError(line.cannot, line.hint);
    return line;
  });
  write(roleReport(role, { as, output: `${harmlessJson(json, 2)}\n`, warnings: [] }, lines), flags, io);
  return 0;
}
