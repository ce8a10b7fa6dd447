// `sourcearn audit`: what is wrong with these policies?

import type { Reading } from '../../input/read.js';
import type { Finding } from '../../model/finding.js';
import type { Policy } from '../../model/policy.js';
import { audit as ask } from '../../question/audit/audit.js';
import type { Home } from '../../question/audit/home.js';
import { auditReport, explanationReport } from '../../question/audit/report.js';
import { type AuditFlags, failOnOf, homesOf, minSeverityOf, rulesLike, wantedIds } from '../audit-flags.js';
import { type Command, collect, demandOneOf, type ExitCode, UsageError } from '../command.js';
import { readInputs } from '../inputs.js';
import { rendererFor, write } from '../output.js';

export const audit: Command = {
  name: 'audit',
  summary: 'say what is wrong with function policies: what never matches, what is too wide, what is useless',
  examples: [
    {
      command: 'sourcearn audit fixtures/policies/orders.json',
      shows: 'the policy of one function',
      exitCode: 1,
    },
    {
      command: "sourcearn audit 'fixtures/fleet/**/*.json' --function-from '{account}/{region}/{function}.json'",
      shows: 'the policies of many, whose paths say where they live',
      exitCode: 1,
    },
    {
      command: "sourcearn audit 'fixtures/policies/*.json' --format github --fail-on never --only 'region-*'",
      shows: 'annotations for a pull request',
      exitCode: 0,
    },
    {
      command: 'sourcearn audit --explain region-mismatch',
      shows: 'the page of a check',
      exitCode: 0,
    },
  ],

  configure(program) {
    program
      .argument(
        '[policy...]',
        'what `aws lambda get-policy` printed, or policy documents: files, globs, or - for standard input',
      )
      .option('--ignore <glob>', 'files to leave out; may be repeated', collect)
      .optionsGroup('The function, where its Resources do not say, or are not to be believed:')
      .option('--function <arn>', 'whose policy it is, with its version or alias; or its name')
      .option('--region <region>', 'where it lives')
      .option('--account <id>', 'whose it is')
      .option('--partition <partition>', 'its partition (default: that of the region)')
      .option(
        '--function-from <template>',
        "what paths say, which wins over the above: 'policies/{account}/{region}/{function}.json', {partition}, {qualifier}; of several the first that fits",
        collect,
      )
      .optionsGroup('The answer:')
      .option('--fail-on <severity>', 'error, warning, info or never: what makes the exit code 1 (default: error)')
      .option('--min-severity <severity>', 'error, warning or info: what is told at all (default: info)')
      .option('--only <glob>', 'the checks to ask, by their ids; may be repeated', collect)
      .option('--skip <glob>', 'the checks to leave out; may be repeated', collect)
      .option('--explain <id>', "print a check's page, and audit nothing");
  },

  async run(args, options, io) {
    const flags = options as unknown as AuditFlags;
    rendererFor(flags, 'audit');
    const [failOn, isWanted, homeOf] = [failOnOf(flags), wantedIds(flags), homesOf(flags)];
    const minSeverity = minSeverityOf(flags);
    if (flags.explain !== undefined) {
      if (args.length > 0) throw new UsageError('--explain audits nothing', 'leave out the policies');
      demandOneOf('--format', ['text', 'json', 'sarif'], flags.format);
      write(explanationReport(rulesLike(flags.explain, '--explain')), flags, io);
      return 0;
    }
    if (args.length === 0)
      throw new UsageError(
        'no policy to audit',
        'add the file that `aws lambda get-policy` printed into, a glob, or - for standard input',
      );
    const readings = once(await readInputs(args, io, flags.ignore));
    if (readings.length === 0) throw new UsageError('every file is ignored', 'leave out --ignore, or name less by it');
    const homes = new Map<Policy, Home>();
    const unplaced: Finding[] = [];
    for (const { policies, source } of readings) {
      const home = homeOf(source.name);
      if (home === undefined && policies.length > 0) unplaced.push(unplacedFile(source.name));
      for (const policy of policies) homes.set(policy, home ?? {});
    }
    if (homes.size > 0 && unplaced.length === readings.filter(({ policies }) => policies.length > 0).length)
      throw new UsageError(
        `no file's path fits ${(flags.functionFrom ?? []).map((one) => `\`${one}\``).join(' or ')} (--function-from)`,
        `such as \`${readings[0]?.source.name}\``,
      );
    const findings = [...readings.flatMap((reading) => reading.findings), ...unplaced.filter(({ id }) => isWanted(id))];
    const answer = ask(
      { policies: [...homes.keys()], findings },
      { home: (policy) => homes.get(policy) ?? {}, failOn, isWanted, minSeverity },
    );
    write(
      auditReport(
        answer,
        readings.map(({ source }) => source),
      ),
      flags,
      io,
    );
    return EXIT_CODES[answer.verdict];
  },
};

const EXIT_CODES = { passed: 0, failed: 1, unreadable: 3 } as const satisfies Record<string, ExitCode>;

function unplacedFile(path: string): Finding {
  return {
    id: 'unplaced-file',
    severity: 'warning',
    message: 'the path does not fit --function-from, so where the function lives is taken from its Resources',
    hint: 'rename the file, or leave it out with --ignore',
    place: { source: path, pointer: '', start: 0, end: 0, line: 1, column: 1 },
  };
}

/** Each file once, however often the arguments name it. */
function once(readings: readonly Reading[]): readonly Reading[] {
  return [...new Map(readings.map((reading) => [reading.source.name.replace(/^(?:\.\/)+/, ''), reading])).values()];
}
