// `sourcearn parse`: what is this source ARN, or this policy?

import { parse as ask } from '../../question/parse/parse.js';
import { parseReport } from '../../question/parse/report.js';
import { type Command, UsageError } from '../command.js';
import { readInputs } from '../inputs.js';
import { type OutputOptions, rendererFor, write } from '../output.js';

export const parse: Command = {
  name: 'parse',
  summary: 'say what a source ARN or a policy is, what it matches, and what is odd about it',
  examples: [
    {
      command: "sourcearn parse 'arn:aws:execute-api:us-east-2:111122223333:a1b2c3d4e5/*/GET/pets'",
      shows: 'the parts of a source ARN, and what it would match for each kind of API',
      exitCode: 0,
    },
    {
      command: 'sourcearn parse fixtures/policies/pets.json',
      shows: 'what each statement of a policy grants',
      exitCode: 0,
    },
  ],
  configure: (program) =>
    program.argument(
      '<arn | policy...>',
      'source ARNs or patterns for them; policy files, globs, or - for standard input',
    ),

  async run(args, options, io) {
    const output = options as unknown as OutputOptions;
    rendererFor(output, 'parse');
    if (args.length === 0) throw new UsageError('nothing to parse', 'add an ARN or a policy file');
    const arns = args.filter(isArn);
    const readings = await readInputs(
      args.filter((arg) => !isArn(arg)),
      io,
    );
    const parsing = ask(
      arns,
      readings.flatMap(({ policies }) => policies),
      readings.flatMap(({ findings }) => findings),
    );
    write(
      parseReport(
        parsing,
        readings.map(({ source }) => source),
      ),
      output,
      io,
    );
    return parsing.verdict === 'unreadable' ? 3 : 0;
  },
};

/** An ARN begins so, and no sensible file does. */
function isArn(text: string): boolean {
  return /^arn(:|$)/i.test(text);
}
