// Which audit do these flags ask for?

import { minimatch } from 'minimatch';
import { parseFunctionName } from '../lambda/function-name.js';
import { isAccountId, isRegion, partitionOf } from '../model/aws.js';
import type { Rule, Severity } from '../model/finding.js';
import { parseFunctionArn } from '../model/function-arn.js';
import { type AuditOptions, SEVERITIES } from '../question/audit/audit.js';
import { functionPath } from '../question/audit/function-path.js';
import { type Home, homeOfArn } from '../question/audit/home.js';
import { allRules } from '../question/audit/page.js';
import { demandOneOf, UsageError } from './command.js';
import type { OutputOptions } from './output.js';

/** What commander makes of the flags. */
export interface AuditFlags extends OutputOptions {
  readonly function?: string;
  readonly region?: string;
  readonly account?: string;
  readonly partition?: string;
  readonly functionFrom?: readonly string[];
  readonly ignore?: readonly string[];
  readonly failOn?: string;
  readonly minSeverity?: string;
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly explain?: string;
}

type FailOn = NonNullable<AuditOptions['failOn']>;

export function minSeverityOf({ minSeverity = 'info' }: AuditFlags): Severity {
  demandOneOf('--min-severity', SEVERITIES, minSeverity);
  return minSeverity as Severity;
}

export function failOnOf({ failOn = 'error' }: AuditFlags): FailOn {
  demandOneOf('--fail-on', [...SEVERITIES, 'never'], failOn);
  return failOn as FailOn;
}

/** Whether an id is to be told: globs over ids, and each of them must know one. */
export function wantedIds({ only = [], skip = [] }: AuditFlags): (id: string) => boolean {
  for (const [flag, globs] of Object.entries({ '--only': only, '--skip': skip })) {
    for (const glob of globs) rulesLike(glob, flag);
  }
  const matches = (globs: readonly string[], id: string) => globs.some((glob) => minimatch(id, glob));
  const isWanted = (id: string) => (only.length === 0 || matches(only, id)) && !matches(skip, id);
  if (!allRules().some(({ id }) => isWanted(id))) throw new UsageError('--skip leaves out every check');
  return isWanted;
}

/** The rules whose ids a glob matches; wrong usage where there are none. */
export function rulesLike(glob: string, flag: string): readonly Rule[] {
  const rules = allRules();
  const found = rules.filter(({ id }) => minimatch(id, glob));
  if (found.length > 0) return found;
  if (glob.includes(','))
    throw new UsageError(`no check is called \`${glob}\``, `write ${flag} again for each of several`);
  const words = glob
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word.length > 2);
  const near = rules.map(({ id }) => id).filter((id) => words.some((word) => id.includes(word)));
  const list = near.length > 0 ? near : rules.map(({ id }) => id);
  throw new UsageError(`no check is called \`${glob}\` (${flag})`, `expected one of:\n  ${list.join('\n  ')}`);
}

/** Where the function of a file lives, as the flags say; undefined where its path was to tell, and does not. */
export function homesOf(flags: AuditFlags): (path: string) => Home | undefined {
  const { region, account, functionFrom } = flags;
  if (region !== undefined && !isRegion(region))
    throw new UsageError(`expected a region such as \`us-east-2\` as --region, found \`${region}\``);
  if (account !== undefined && !isAccountId(account))
    throw new UsageError(`expected an account id of 12 digits as --account, found \`${account}\``);
  if (flags.partition !== undefined && !/^aws(?:-[a-z]+)*$/.test(flags.partition))
    throw new UsageError(`expected a partition such as \`aws\` as --partition, found \`${flags.partition}\``);
  const partition = flags.partition ?? (region === undefined ? undefined : partitionOf(region));
  const place: Home = {
    ...(partition === undefined ? {} : { partition }),
    ...(region === undefined ? {} : { region }),
    ...(account === undefined ? {} : { account }),
  };
  const fn = functionOf(flags);
  const other = (['partition', 'region', 'account'] as const).find(
    (part) => (place[part] ?? fn[part]) !== (fn[part] ?? place[part]),
  );
  if (other !== undefined)
    throw new UsageError(
      `--${other} says \`${place[other]}\`, and --function \`${fn[other]}\``,
      'leave out one of them',
    );
  const told = { ...fn, ...place };
  if (functionFrom === undefined) return () => told;
  const readers = functionFrom.map((template) => {
    const read = functionPath(template);
    if (typeof read === 'string') throw new UsageError(`${read} (--function-from)`);
    return read;
  });
  return (path) => {
    // What a path says is about that one file, so it wins.
    for (const read of readers) {
      const home = read(path);
      if (home !== undefined) return { ...told, ...home };
    }
    return undefined;
  };
}

/** The function by its ARN, or by its name where flags say where that is. */
function functionOf({ function: text, functionFrom }: AuditFlags): Home {
  if (text === undefined) return {};
  if (functionFrom !== undefined)
    throw new UsageError('--function and --function-from both say which function it is', 'leave out one of them');
  const arn = parseFunctionArn(text);
  if (arn !== undefined) return homeOfArn(arn);
  const called = parseFunctionName(text);
  if (called === undefined)
    throw new UsageError(`expected the name or the ARN of a function as --function, found \`${text}\``);
  return { ...called, qualifier: called.qualifier ?? null };
}
