// Which AWS CLI commands take the steps, as lists of words?

import { splitArn } from '../../model/arn.js';
import { parseFunctionArn } from '../../model/function-arn.js';
import type { FormInput, Unsayable } from './form.js';
import type { FunctionGrant, GrantStep } from './granting.js';
import type { Shell } from './shell.js';

/** A word of a command: a text, or what another command prints. */
export type Word = string | { readonly outputOf: readonly string[] };

/** `revision`: what the policy must still be. */
export function wordsFor({ action, request }: GrantStep, revision?: Word): readonly Word[] {
  const operation = action === 'AddPermission' ? 'add-permission' : 'remove-permission';
  const { FunctionName, Qualifier, RevisionId: _, ...members } = request;
  // AWS: Lambda guide, the add-permission command it shows: name, id, action, principal, source.
  return [
    ...['aws', 'lambda', operation, '--function-name', FunctionName],
    ...Object.entries(members).flatMap(([member, value]) => option(flagOf(member), String(value))),
    ...ending(FunctionName, Qualifier),
    ...(revision === undefined ? [] : ['--revision-id', revision]),
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

/** A value that begins with a dash would be taken for an option. */
function option(flag: string, value: string): readonly string[] {
  return value.startsWith('-') ? [`${flag}=${value}`] : [flag, value];
}

function flagOf(member: string): string {
  return `--${member.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()}`;
}

/** Each step's command; where a revision is asked for, later ones read what the one before left. */
function commandsOf({ steps }: FunctionGrant, revisionId: string | undefined): readonly (readonly Word[])[] {
  return steps.map((step, index) => {
    if (revisionId === undefined) return wordsFor(step);
    const { FunctionName, Qualifier } = step.request;
    const read = ['aws', 'lambda', 'get-policy', '--function-name', FunctionName, ...ending(FunctionName, Qualifier)];
    return wordsFor(
      step,
      index === 0 ? revisionId : { outputOf: [...read, '--query', 'RevisionId', '--output', 'text'] },
    );
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

/** The commands of all functions in a shell's language. */
export function printCommands(shell: Shell, { functions, revisionId }: FormInput): string | Unsayable {
  const scripts: string[] = [];
  for (const fn of functions) {
    const lines: string[] = [];
    for (const words of commandsOf(fn, revisionId)) {
      const line = printWords(shell, words);
      if (typeof line !== 'string') return line;
      lines.push(line);
    }
    // What is removed may have been replaced by what is added before it, if that went well.
    const isChain = revisionId !== undefined || fn.steps.some(({ action }) => action === 'RemovePermission');
    if (lines.length > 0) scripts.push(shell.join(lines, isChain));
  }
  return scripts.map((script) => `${script}\n`).join('');
}

export function printWords(shell: Shell, words: readonly Word[]): string | Unsayable {
  const printed: string[] = [];
  for (const word of words) {
    const quoted = typeof word === 'string' ? shell.quote(word) : printWords(shell, word.outputOf);
    if (quoted === undefined)
      return {
        cannot: `this shell cannot pass on unchanged: ${JSON.stringify(word)}`,
        hint: 'use --as cli-input-json',
      };
    if (typeof quoted !== 'string') return quoted;
    printed.push(typeof word === 'string' ? quoted : shell.output(quoted));
  }
  return printed.join(' ');
}
