// How does a grant look in Terraform?

import { harmlessJson } from '../../../model/control.js';
import { unqualified } from '../../../model/function-arn.js';
import { type Form, isAddition, type Named, namedSteps } from '../form.js';
import type { AddStep, GrantStep } from '../granting.js';

// Terraform AWS provider, aws_lambda_permission; Terraform 1.7, "removed" blocks.
export const terraform: Form = {
  id: 'terraform',
  title: 'resources for Terraform',
  warning: (input) =>
    namedSteps(input, labelOf).every(isAddition)
      ? undefined
      : 'a removed block (Terraform 1.7 or later) removes what the state holds under that name, which is the one that grant gives: not what others wrote',
  print: (input) => {
    const steps = namedSteps(input, labelOf);
    // HCL makes its texts NFC, so that another source ARN would be granted.
    const other = steps.find(({ request }) => Object.values(request).some((value) => !isNormal(String(value))));
    if (other !== undefined)
      return {
        cannot: `HCL would write some letters of \`${other.request.StatementId}\` in another way`,
        hint: 'use --as command or --as cloudformation-json',
      };
    return steps.map((step) => (isAddition(step) ? resource(step) : removed(step))).join('\n');
  },
};

function isNormal(text: string): boolean {
  return text.normalize('NFC') === text && !/\p{Surrogate}/u.test(text);
}

function resource(step: Named<AddStep>): string {
  const { StatementId, Action, Principal, SourceArn, SourceAccount, Qualifier } = step.request;
  const members = {
    statement_id: StatementId,
    action: Action,
    function_name: unqualified(step.fn.function),
    qualifier: Qualifier,
    principal: Principal,
    source_arn: SourceArn,
    source_account: SourceAccount,
  };
  const lines = Object.entries(members).flatMap(([name, value]) =>
    value === undefined ? [] : [`  ${name.padEnd('source_account'.length)} = ${quoted(value)}\n`],
  );
  return `resource "aws_lambda_permission" "${step.name}" {\n${lines.join('')}}\n`;
}

function removed(step: Named<GrantStep>): string {
  return `removed {\n  from = aws_lambda_permission.${step.name}\n\n  lifecycle {\n    destroy = true\n  }\n}\n`;
}

/** A statement id is nearly an identifier of HCL: it may begin with a digit or a dash, and others' hold a dot. */
function labelOf(id: string): string {
  const word = id.replace(/[^\w-]/g, '_');
  return /^[A-Za-z_]/.test(word) ? word : `_${word}`;
}

/** HCL, "Strings and Templates": JSON's escapes but for two, and `${` and `%{` doubled. */
function quoted(value: string): string {
  const escaped = harmlessJson(value).replace(/\\(.)/g, (written, letter) =>
    letter === 'b' ? '\\u0008' : letter === 'f' ? '\\u000c' : written,
  );
  return escaped.replace(/[$%](?=\{)/g, '$&$&');
}
