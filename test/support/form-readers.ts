// What does whoever takes a printed grant read in it? Each form by a reader that is not ours, as far as there is one.

import { execFileSync } from 'node:child_process';
import { runInNewContext } from 'node:vm';
import { type Argument, type CallExpression, type NewExpression, parseSync } from '@swc/core';
import hcl from 'hcl2-parser';
import { parse as parseYaml } from 'yaml';
import { parsePolicy } from '../../src/input/parse-policy.js';
import type { Granting, GrantStep } from '../../src/question/grant/granting.js';

/** A permission as any form tells it; `name` is what it is called there. */
export interface Told {
  readonly name?: string;
  readonly statementId?: string;
  /** With the version or alias. */
  readonly function: string;
  readonly action?: string;
  readonly principal?: string;
  readonly sourceArn?: string;
  readonly sourceAccount?: string;
}

type Members = Readonly<Record<string, string>>;

/** What a plan says, which every form has to say as well. */
export function planned({ functions }: Pick<Granting, 'functions'>): readonly Told[] {
  return functions.flatMap((fn) => fn.steps.map((step) => toldIn({ ...requestOf(step), FunctionName: fn.function })));
}

function requestOf({ request }: GrantStep): Members {
  const { Qualifier: _, ...rest } = request;
  return rest as Members;
}

/** Members as AWS names them. */
function toldIn({ StatementId, FunctionName = '', Action, Principal, SourceArn, SourceAccount }: Members): Told {
  return {
    ...(StatementId === undefined ? {} : { statementId: StatementId }),
    function: FunctionName,
    ...(Action === undefined ? {} : { action: Action }),
    ...(Principal === undefined ? {} : { principal: Principal }),
    ...(SourceArn === undefined ? {} : { sourceArn: SourceArn }),
    ...(SourceAccount === undefined ? {} : { sourceAccount: SourceAccount }),
  };
}

interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties: Members }>>;
}

/** The permissions of a template, by their logical ids. */
export function inTemplate({ Resources }: Template): readonly Told[] {
  return Object.entries(Resources).map(([name, { Type, Properties }]) => {
    if (Type !== 'AWS::Lambda::Permission') throw new Error(`no permission: ${Type}`);
    return { name, ...toldIn(Properties) };
  });
}

export const inYaml = (text: string) => inTemplate(parseYaml(text) as Template);
export const inJson = (text: string) => inTemplate(JSON.parse(text) as Template);

/** The constructs of a CDK stack, by their ids: nothing but an import and `new CfnPermission(this, 'id', { … })`. */
export function inCdk(text: string): readonly Told[] {
  // A field of a class is where `this` may stand, as it does in a stack.
  const { body } = parseSync(text, { syntax: 'typescript', target: 'es2022' });
  return body.flatMap((item): Told[] => {
    if (item.type === 'ImportDeclaration' && item.source.value === 'aws-cdk-lib/aws-lambda') return [];
    if (item.type !== 'ExpressionStatement' || item.expression.type !== 'NewExpression') throw unexpected(item.type);
    const { callee, arguments: given } = item.expression as NewExpression & Pick<CallExpression, 'arguments'>;
    const [scope, id, properties] = given as Argument[];
    if (callee.type !== 'Identifier' || callee.value !== 'CfnPermission') throw unexpected(callee.type);
    if (scope?.expression.type !== 'ThisExpression' || given.length !== 3) throw unexpected('arguments');
    return [{ name: literal(id?.expression), ...toldIn(literals(properties?.expression)) }];
  });
}

const unexpected = (what: unknown) => new Error(`not expected here: ${String(what)}`);

function literal(node: Argument['expression'] | undefined): string {
  if (node?.type !== 'StringLiteral' || node.raw === undefined) throw unexpected(node?.type);
  return runInNewContext(node.raw) as string;
}

/** An object of strings, the names with capitals as CloudFormation has them. */
function literals(node: Argument['expression'] | undefined): Members {
  if (node?.type !== 'ObjectExpression') throw unexpected(node?.type);
  const members = node.properties.map((property) => {
    if (property.type !== 'KeyValueProperty' || property.key.type !== 'Identifier') throw unexpected(property.type);
    const name = property.key.value;
    return [name.charAt(0).toUpperCase() + name.slice(1), literal(property.value)];
  });
  return Object.fromEntries(members) as Members;
}

interface Terraform {
  readonly resource?: { readonly aws_lambda_permission: Readonly<Record<string, readonly Members[]>> };
  readonly removed?: readonly { readonly from: string; readonly lifecycle: readonly { readonly destroy: boolean }[] }[];
}

/** HashiCorp's own parser, translated to JavaScript. A label in use twice comes as two. */
function parseTerraform(text: string): Terraform {
  const [found, fault] = hcl.parseToObject(text) as [Terraform, unknown];
  if (fault !== null || Object.keys(found).length === 0) throw new Error(`no HCL: ${JSON.stringify(text)}`);
  return found;
}

export function inTerraform(text: string): readonly Told[] {
  const { resource, ...rest } = parseTerraform(text);
  if (resource === undefined || Object.keys(rest).length > 0) throw unexpected(Object.keys(rest));
  return Object.entries(resource.aws_lambda_permission).flatMap(([name, blocks]) =>
    blocks.map((members) => {
      const qualifier = members['qualifier'];
      const fn = members['function_name'] as string;
      return {
        name,
        ...toldIn({
          ...renamed(members),
          FunctionName: qualifier === undefined ? fn : `${fn}:${qualifier}`,
        }),
      };
    }),
  );
}

/** `source_arn` as `SourceArn`. */
function renamed(members: Members): Members {
  const nameOf = (name: string) => name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(Object.entries(members).map(([name, value]) => [nameOf(name), value]));
}

/** What each `removed` block destroys: the labels of resources. */
export function removedIn(text: string): readonly string[] {
  const { removed = [], ...rest } = parseTerraform(text);
  if (Object.keys(rest).length > 0) throw unexpected(Object.keys(rest));
  return removed.map(({ from, lifecycle }) => {
    const [, label] = /^\$\{aws_lambda_permission\.([^.[\]]+)\}$/.exec(from) ?? [];
    if (label === undefined || lifecycle.length !== 1 || lifecycle[0]?.destroy !== true) throw unexpected(from);
    return label;
  });
}

/** The statements of policies, which the library itself reads. */
export function inPolicies(text: string): readonly Told[] {
  const { policies, findings } = parsePolicy(text);
  const all = [...findings, ...policies.flatMap((policy) => policy.findings)];
  if (all.some(({ severity }) => severity !== 'info')) throw new Error(JSON.stringify(all));
  return policies.flatMap(({ statements }) =>
    statements.map(({ sid, action = [], principal = [], resource = [], conditions }) => {
      const told: Record<string, string> = { FunctionName: only(resource) };
      if (sid !== undefined) told['StatementId'] = sid;
      told['Action'] = only(action);
      told['Principal'] = only(principal).value;
      for (const { key, values } of conditions) told[key.replace(/^AWS:/, '')] = only(values);
      return toldIn(told);
    }),
  );
}

function only<T>(list: readonly T[]): T {
  if (list.length !== 1) throw new Error(`expected one, found ${list.length}`);
  return list[0] as T;
}

/** The commands that a real POSIX shell hands to `aws`, word by word. `answer`: what each prints. */
export function commandsIn(script: string, answer = ''): readonly (readonly string[])[] {
  const fd = 'aws() { printf "%s\\0" "$#" "$@" >&3; printf "%s" "$ANSWER"; }';
  const env = { PATH: process.env['PATH'] ?? '', ANSWER: answer };
  // The words go out by a stream of their own, since what `aws` prints may be read by the script.
  const printed = execFileSync('sh', ['-c', `exec 3>&1 1>/dev/null; set -eu\n${fd}\n${script}`], {
    env,
    encoding: 'utf8',
  });
  const words = printed.split('\0').slice(0, -1);
  const commands: string[][] = [];
  while (words.length > 0) commands.push(words.splice(0, Number(words.shift())));
  return commands;
}

/** The options of a command by their names, behind words that are wanted there. */
export function optionsOf(words: readonly string[], ...wanted: readonly string[]): Members {
  const head = words.slice(0, wanted.length);
  if (head.join(' ') !== wanted.join(' ')) throw unexpected(head);
  const options: [string, string][] = [];
  for (const rest = words.slice(wanted.length); rest.length > 0; ) {
    const word = rest.shift() as string;
    const [, name, value] = /^--([a-z-]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (name === undefined) throw unexpected(word);
    const next = value ?? rest.shift();
    if (next === undefined) throw unexpected(`nothing behind ${word}`);
    options.push([name, next]);
  }
  const found = Object.fromEntries(options);
  if (Object.keys(found).length !== options.length) throw unexpected(words);
  return found;
}

// about_Quoting_Rules and about_Parsing: any two of the single quotes are one within them; a bare word ends at a space.
const POWERSHELL_WORD =
  /(['\u2018-\u201b](?:[^'\u2018-\u201b]|['\u2018-\u201b]{2})*['\u2018-\u201b])|([A-Za-z-][\w.:/-]*)/y;

/** The commands of a PowerShell script, a line each, whose words are literal. */
export function inPowerShell(script: string): readonly (readonly string[])[] {
  return script
    .trimEnd()
    .split('\n')
    .map((line) => {
      const words: string[] = [];
      for (let at = 0; at < line.length; at += 1) {
        POWERSHELL_WORD.lastIndex = at;
        const [whole = '', quoted, bare] = POWERSHELL_WORD.exec(line) ?? [];
        at += whole.length;
        if (whole === '' || (at < line.length && line[at] !== ' ')) throw unexpected(line.slice(at));
        words.push(bare ?? (quoted as string).slice(1, -1).replace(/(['\u2018-\u201b])['\u2018-\u201b]/g, '$1'));
      }
      if (words.shift() !== 'aws') throw unexpected(line);
      return words;
    });
}
