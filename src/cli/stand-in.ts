// What stands in for a function: a handler of the user's, a result or an error from a file?

import type { Finished, Invoke } from '../question/simulate/invoke.js';
import { harmless } from '../render/harmless.js';
import { InputError, type Io, UsageError } from './command.js';
import { bytesOf } from './inputs.js';
import { pairsOf } from './pairs.js';
import { numberOf, type SimulateFlags } from './simulate-flags.js';

/** One for the integration, one for authorizers; undefined where there is none of either. */
export async function standIn(flags: SimulateFlags, io: Io): Promise<Invoke | undefined> {
  const given = (['handler', 'response', 'error'] as const).filter((name) => flags[name] !== undefined);
  if (given.length > 1)
    throw new UsageError(`only one of ${given.map((name) => `--${name}`).join(', ')} can stand in for the function`);
  if (flags.authorizerHandler !== undefined && flags.authorizerResponse !== undefined)
    throw new UsageError('only one of --authorizer-handler, --authorizer-response can stand in for the authorizer');
  const authorizer = await one({ handler: flags.authorizerHandler, response: flags.authorizerResponse }, flags, io);
  const integration = await one(flags, flags, io);
  if (authorizer === undefined && integration === undefined) return undefined;
  return (event, invoked) => (invoked.role === 'authorizer' ? authorizer : integration)?.(event, invoked);
}

type Given = {
  readonly handler?: string | undefined;
  readonly response?: string | undefined;
  readonly error?: string | undefined;
};

async function one({ handler, response, error }: Given, flags: SimulateFlags, io: Io): Promise<Invoke | undefined> {
  if (handler !== undefined) return handlerOf(handler, flags, io);
  if (response !== undefined) {
    const result = await jsonIn(response, io);
    return () => result;
  }
  if (error === undefined) return undefined;
  const told = (await jsonIn(error, io)) as { errorType?: unknown; errorMessage?: unknown } | null;
  const { Finished } = await import('../question/simulate/invoke.js');
  const errorMessage = typeof told === 'string' ? told : String(told?.errorMessage ?? '');
  return (): Finished => new Finished({ kind: 'error', errorType: String(told?.errorType ?? 'Error'), errorMessage });
}

// AWS: Lambda guide, "Lambda quotas": 1 second to 15 minutes, 128 MB to 10,240 MB.
async function handlerOf(text: string, flags: SimulateFlags, io: Io): Promise<Invoke> {
  const timeout = numberOf('--timeout', flags.timeout, 0.1, 900);
  const memory = numberOf('--memory', flags.memory, 128, 10_240);
  const env = pairsOf('--env', flags.env);
  const { parseHandler, runHandler } = await import('../lambda/handler.js');
  const { Finished } = await import('../question/simulate/invoke.js');
  const file = parseHandler(text);
  if ((await io.files.kindOf(file.path)) !== 'file')
    throw new InputError(`there is no file \`${file.path}\` to take the handler from`);
  return async (event, { functionArn, requestId }) => {
    const outcome = await runHandler(file, event, {
      functionArn,
      requestId,
      env,
      ...(timeout === undefined ? {} : { timeout }),
      ...(memory === undefined ? {} : { memory }),
      onLog: (log) => io.stderr(log.split('\n').map(harmless).join('\n')),
    });
    return new Finished(outcome);
  };
}

async function jsonIn(path: string, io: Io): Promise<unknown> {
  const found = await bytesOf(path, io);
  if (!(found instanceof Uint8Array)) throw new InputError(`\`${path}\`: ${found.message}`);
  try {
    return JSON.parse(new TextDecoder().decode(found)) as unknown;
  } catch (error) {
    throw new InputError(`\`${path}\` is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
