// What stands in for a function: a handler of the user's, a result or an error from a file?

import type { HandlerOptions } from '../lambda/handler.js';
import type { Outcome } from '../model/outcome.js';
import type { Invoke, StandIns } from '../question/simulate/invoke.js';
import { harmlessLine } from '../render/harmless.js';
import { InputError, type Io, UsageError } from './command.js';
import { bytesOf } from './inputs.js';
import { pairsOf } from './pairs.js';
import { numberOf, type SimulateFlags } from './simulate-flags.js';

const OF_HANDLERS = ['env', 'timeout', 'memory'] as const;

/** One for authorizers, one for integrations, each where it is given; with `--event` none is called for the integration. */
export async function standIn(flags: SimulateFlags, io: Io): Promise<StandIns> {
  const given = (['handler', 'response', 'error'] as const).filter((name) => flags[name] !== undefined);
  if (given.length > 1)
    throw new UsageError(`only one of ${given.map((name) => `--${name}`).join(', ')} can stand in for the function`);
  if (flags.authorizerHandler !== undefined && flags.authorizerResponse !== undefined)
    throw new UsageError('only one of --authorizer-handler, --authorizer-response can stand in for the authorizer');
  const idle = OF_HANDLERS.filter((name) => flags[name] !== undefined).map((name) => `--${name}`);
  if (idle.length > 0 && flags.handler === undefined && flags.authorizerHandler === undefined)
    throw new UsageError(`there is no handler for ${idle.join(', ')}`, 'add --handler <file>, or leave it out');
  const limits = limitsOf(flags);
  const authorizer = await one({ handler: flags.authorizerHandler, response: flags.authorizerResponse }, limits, io);
  const integration = await one(flags, limits, io);
  return { authorizer, integration: flags.event === true ? undefined : integration };
}

// AWS: Lambda guide, "Lambda quotas": 1 second to 15 minutes, 128 MB to 10,240 MB.
function limitsOf(flags: SimulateFlags): Pick<HandlerOptions, 'env' | 'timeout' | 'memory'> {
  const timeout = numberOf('--timeout', flags.timeout, 0.1, 900);
  const memory = numberOf('--memory', flags.memory, 128, 10_240);
  return {
    env: pairsOf('--env', flags.env),
    ...(timeout === undefined ? {} : { timeout }),
    ...(memory === undefined ? {} : { memory }),
  };
}

type Limits = ReturnType<typeof limitsOf>;

type Given = {
  readonly handler?: string | undefined;
  readonly response?: string | undefined;
  readonly error?: string | undefined;
};

async function one({ handler, response, error }: Given, limits: Limits, io: Io): Promise<Invoke | undefined> {
  if (handler !== undefined) return handlerOf(handler, limits, io);
  if (response !== undefined) {
    const result = await jsonIn(response, io);
    return () => result;
  }
  if (error === undefined) return undefined;
  const outcome = errorOf(await jsonIn(error, io), error);
  const { Finished } = await import('../question/simulate/invoke.js');
  return () => new Finished(outcome);
}

/** What a function fails with: an error as Lambda writes it, or its message alone. */
function errorOf(told: unknown, path: string): Outcome {
  const { errorType = 'Error', errorMessage } =
    typeof told === 'string'
      ? { errorMessage: told }
      : ((told ?? {}) as { readonly errorType?: unknown; readonly errorMessage?: unknown });
  const odd = typeof errorMessage !== 'string' ? 'errorMessage' : 'errorType';
  if (typeof errorMessage !== 'string' || typeof errorType !== 'string')
    throw new InputError(
      `\`${path}\`: expected a text as \`${odd}\`, as in \`{"errorType": "Error", "errorMessage": "no such pet"}\``,
    );
  return { kind: 'error', errorType, errorMessage };
}

async function handlerOf(text: string, limits: Limits, io: Io): Promise<Invoke> {
  const { parseHandler, runHandler } = await import('../lambda/handler.js');
  const { Finished } = await import('../question/simulate/invoke.js');
  const file = parseHandler(text);
  if ((await io.files.kindOf(file.path)) !== 'file') {
    const more = text.includes('#') ? '' : ': name the file, and its export behind a `#`, such as `./h.mjs#handler`';
    throw new InputError(`there is no file \`${file.path}\` to take the handler from${more}`);
  }
  if (/\.[cm]?ts$/.test(file.path) && !runsTypeScript())
    throw new InputError(
      `\`${file.path}\` is TypeScript, which this Node.js does not run: compile it to JavaScript first`,
    );
  return async (event, { functionArn, requestId }) => {
    const log = new LogLines(io);
    const onLog = (written: string) => log.add(written);
    const outcome = await runHandler(file, event, { ...limits, functionArn, requestId, onLog });
    log.end();
    return new Finished(outcome);
  };
}

/** Whether this Node.js strips types: version 20 does not know the word. */
function runsTypeScript(): boolean {
  return Boolean((process.features as { readonly typescript?: unknown }).typescript);
}

/** More letters without a line break than anybody reads as a line. */
const LONGEST = 64 * 1024;

/** Passes on whole lines: what does no harm in pieces may be a command once they stand behind one another. */
class LogLines {
  #pieces: string[] = [];
  #length = 0;

  constructor(readonly io: Io) {}

  add(written: string): void {
    const [first = '', ...others] = written.split('\n');
    this.#begin(first);
    for (const line of others) {
      this.#tell();
      this.#begin(line);
    }
  }

  /** A line that nobody ended is ended here: what comes next begins another. */
  end(): void {
    if (this.#length > 0) this.#tell();
  }

  #begin(piece: string): void {
    if (piece === '') return;
    if (this.#length > LONGEST) this.#tell();
    this.#pieces.push(piece);
    this.#length += piece.length;
  }

  #tell(): void {
    this.io.stderr(`${harmlessLine(this.#pieces.join(''))}\n`);
    this.#pieces = [];
    this.#length = 0;
  }
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
