// Which AWS CLI commands take the steps, as lists of words?

import { splitArn } from '../../model/arn.js';
import { harmlessJson } from '../../model/control.js';
import { parseFunctionArn } from '../../model/function-arn.js';
import type { Shell } from '../../model/shell.js';
import type { FormInput, Unsayable } from './form.js';
import type { FunctionGrant, GrantStep } from './granting.js';

/** A word of a command: a text, or what an earlier command printed. */
export type Word = string | typeof REVISION;

const REVISION = { kept: 'revision' } as const;

/** A command; `keptAs`: what it prints is kept for a later one. */
interface CommandLine {
  readonly words: readonly Word[];
  readonly keptAs?: string;
}

/** `revision`: what the policy must still be. */
export function wordsFor({ action, request }: Pick<GrantStep, 'action' | 'request'>, revision?: Word): readonly Word[] {
  const operation = action === 'AddPermission' ? 'add-permission' : 'remove-permission';
  const { FunctionName, Qualifier, RevisionId: _, ...members } = request;
  // AWS: Lambda guide, the add-permission command it shows: name, id, action, principal, source.
  return [
    ...['aws', 'lambda', operation, ...option('--function-name', FunctionName)],
    ...Object.entries(members).flatMap(([member, value]) => option(flagOf(member), value)),
    ...ending(FunctionName, Qualifier),
    ...(revision === undefined
      ? []
      : typeof revision === 'string'
        ? option('--revision-id', revision)
        : ['--revision-id', revision]),
  ];
}

/** The qualifier, and the region where the function is called by its ARN: the CLI's own may be another. */
function ending(functionName: string, qualifier: string | undefined): readonly string[] {
  const region = parseFunctionArn(functionName)?.region;
  return [
    ...(qualifier === undefined ? [] : option('--qualifier', qualifier)),
    ...(region === undefined ? [] : ['--region', region]),
  ];
}

/** A value that begins with a dash would be taken for an option; a truth is a flag by itself. */
function option(flag: string, value: string | boolean): readonly string[] {
  if (typeof value === 'boolean') return [value ? flag : flag.replace('--', '--no-')];
  return value.startsWith('-') ? [`${flag}=${value}`] : [flag, value];
}

function flagOf(member: string): string {
  return `--${member.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()}`;
}

/** Each step's command; where a revision is asked for, later ones read what the one before left. */
function commandsOf({ steps }: FunctionGrant, revisionId: string | undefined): readonly CommandLine[] {
  return steps.flatMap((step, index): CommandLine[] => {
    if (revisionId === undefined || index === 0) return [{ words: wordsFor(step, revisionId) }];
    const { FunctionName, Qualifier } = step.request;
    const read = ['aws', 'lambda', 'get-policy', ...option('--function-name', FunctionName)];
    const query = ['--query', 'RevisionId', '--output', 'text'];
    return [
      { words: [...read, ...ending(FunctionName, Qualifier), ...query], keptAs: REVISION.kept },
      { words: wordsFor(step, REVISION) },
    ];
  });
}

/** Where commands that call a function by its name alone are to be run. */
export function placeless({ functions }: FormInput): string | undefined {
  const fn = functions.find(({ steps }) => steps.some(({ request }) => !request.FunctionName.startsWith('arn:')));
  const { account = '' } = splitArn(fn?.function ?? '') ?? {};
  return (
    fn && `a name alone says no region: run it in \`${fn.region}\` as \`${account}\`, or give the ARN as --function`
  );
}

/** What to know before running the commands. */
export function cautions(input: FormInput): string | undefined {
  const isGuarded = input.revisionId !== undefined && input.functions.some(({ steps }) => steps.length > 1);
  const guard = '--revision-id guards the first command: each later one reads the revision that it finds';
  return [placeless(input), isGuarded ? guard : undefined].filter((one) => one !== undefined).join('; ') || undefined;
}

/** The commands of all functions in a shell's language. */
export function printCommands(shell: Shell, { functions, revisionId }: FormInput): string | Unsayable {
  const scripts: string[] = [];
  for (const fn of functions) {
    const lines: string[] = [];
    for (const { words, keptAs } of commandsOf(fn, revisionId)) {
      const line = printWords(shell, words);
      if (typeof line !== 'string') return line;
      lines.push(keptAs === undefined ? line : shell.keep(keptAs, line));
    }
    // What is removed may have been replaced by what is added before it, if that went well.
    const isChain = revisionId !== undefined || fn.steps.some(({ action }) => action === 'RemovePermission');
    if (lines.length > 0) scripts.push(shell.script(lines, isChain));
  }
  return scripts.map((script) => `${script}\n`).join('');
}

/** A command of words as it stands in a `script`. */
export function printWords(shell: Shell, words: readonly Word[]): string | Unsayable {
  const printed: string[] = [];
  for (const word of words) {
    const quoted = typeof word === 'string' ? shell.quote(word) : shell.kept(word.kept);
    if (quoted === undefined)
      return { cannot: `this shell cannot pass on unchanged: ${harmlessJson(word)}`, hint: 'use --as cli-input-json' };
    printed.push(quoted);
  }
  return printed.join(' ');
}
