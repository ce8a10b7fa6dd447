// What becomes of an invocation of this Node.js handler, run here? It has a thread and an environment of its own, and is no sandbox.

import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, extname, join, resolve as resolvePath } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { type FunctionArn, parseFunctionArn } from '../model/function-arn.js';
import type { Outcome } from '../model/outcome.js';
import type { Json } from '../model/policy.js';
import { PAYLOAD_LIMIT, RESPONSE_TOO_LARGE } from './payload.js';
import { type WorkerInput, type WorkerMessage, workerMain } from './worker.js';

/** A module, and the name under which it exports the handler: `handler`, or `nested.handler`. */
export interface HandlerFile {
  readonly path: string;
  readonly exportName: string;
}

export interface HandlerOptions {
  /** Of the function as it is invoked, with its version or alias. */
  readonly functionArn: string;
  readonly requestId: string;
  /** The environment variables of the function. */
  readonly env?: Readonly<Record<string, string>>;
  /** In MB; default 128. */
  readonly memory?: number;
  /** In seconds; default 3. */
  readonly timeout?: number;
  /** In seconds, for loading the module; default 10. */
  readonly initTimeout?: number;
  /** What the handler writes to standard output and standard error, as it comes. */
  readonly onLog?: (text: string) => void;
}

// AWS: Lambda guide, "Configure Lambda function memory" and "Configure Lambda function timeout": what a function has by default.
const MEMORY = 128;
const TIMEOUT = 3;
// AWS: Lambda guide, "Understanding the Lambda execution environment lifecycle": the init phase.
const INIT_TIMEOUT = 10;
/** How much of what a handler writes is passed on, in letters. */
const LOG_LIMIT = 1024 * 1024;

const MB = 1024 * 1024;
/** How often the memory is looked at, in milliseconds. */
const WATCH = 20;
/** What a thread and the garbage of a moment take, in MB. */
const SLACK = 64;
// V8 aborts the whole process where one allocation passes its limit by much, so it comes late, and we look ourselves.
const HEAP_SLACK = 4096;
/** How long a thread that was ended may take to be gone, in milliseconds: it may be inside a long call of V8. */
const GRACE = 2000;
const LONGEST = 2 ** 31 - 1;

/** Reads `./index.mjs#handler`: the export's name is what stands behind the last `#`, or `handler`. */
export function parseHandler(text: string): HandlerFile {
  const at = text.lastIndexOf('#');
  if (at < 0) return { path: text, exportName: 'handler' };
  return { path: text.slice(0, at), exportName: text.slice(at + 1) || 'handler' };
}

/** How many handlers run at present: they share the process's memory. */
let running = 0;

/** Runs the handler once. Whatever its code does is an outcome, told as Lambda tells it. */
export async function runHandler(file: HandlerFile, event: unknown, options: HandlerOptions): Promise<Outcome> {
  const arn = parseFunctionArn(options.functionArn);
  if (arn === undefined) throw new TypeError(`\`${options.functionArn}\` is not the ARN of a function`);
  const path = resolvePath(file.path);
  if (!existsSync(path)) {
    const message = `Error: Cannot find module '${path}'\nRequire stack:\n- /var/runtime/index.mjs`;
    return { kind: 'error', errorType: 'Runtime.ImportModuleError', errorMessage: message };
  }
  running += 1;
  try {
    return await invoke(inputOf(path, file.exportName, event, arn, options), arn, options);
  } finally {
    running -= 1;
  }
}

type Input = Omit<WorkerInput, 'port'>;

function inputOf(
  path: string,
  exportName: string,
  event: unknown,
  arn: FunctionArn,
  { functionArn, requestId, env, memory = MEMORY, timeout = TIMEOUT }: HandlerOptions,
): Input {
  // AWS: Lambda guide, "Using the Lambda context object": the number of the version, also where an alias is called;
  // which one it points to is not known, and 1 stands for it.
  const functionVersion = arn.qualifier === undefined ? '$LATEST' : /^\d+$/.test(arn.qualifier) ? arn.qualifier : '1';
  // AWS: Lambda guide, "Working with function log groups and log streams": `YYYY/MM/DD/[version]uuid`.
  const day = new Date().toISOString().slice(0, 10).replaceAll('-', '/');
  const nodeOptions = env?.['NODE_OPTIONS'];
  return {
    path,
    url: pathToFileURL(path).href,
    load: isModule(path) ? 'import' : 'require',
    exportPath: exportName.split('.'),
    handlerName: `${basename(path, extname(path))}.${exportName}`,
    // Inferred: an invocation without a payload gets an empty object.
    event: JSON.stringify(event) ?? '{}',
    timeoutMs: timeout * 1000,
    logRoom: LOG_LIMIT,
    resultRoom: PAYLOAD_LIMIT,
    ...(nodeOptions === undefined ? {} : { nodeOptions }),
    facts: {
      functionVersion,
      functionName: arn.name,
      memoryLimitInMB: String(memory),
      logGroupName: `/aws/lambda/${arn.name}`,
      logStreamName: `${day}/[${functionVersion}]${requestId.replaceAll('-', '')}`,
      invokedFunctionArn: functionArn,
      awsRequestId: requestId,
    },
  };
}

// Observed: UserFunction.js of the runtime interface client: by its ending, then by the nearest package.json.
function isModule(path: string): boolean {
  const [, kind] = /\.([cm]?)[jt]s$/.exec(path) ?? [];
  if (kind !== '') return kind === 'm';
  for (let folder = dirname(path); !folder.endsWith('node_modules'); folder = dirname(folder)) {
    try {
      return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { type?: unknown })?.type === 'module';
    } catch (error) {
      // One that is there and cannot be read says nothing, and hides those above.
      if (error instanceof SyntaxError || folder === dirname(folder)) return false;
    }
  }
  return false;
}

/** All that the handler sees of an environment: nothing of the user's own gets in. */
function environmentOf({ path, handlerName, facts }: Input, { region }: FunctionArn, given: HandlerOptions['env']) {
  const { NODE_OPTIONS: _, ...own } = given ?? {};
  return {
    // AWS: Lambda guide, "Defined runtime environment variables". Observed: the PATH.
    ...{ LANG: 'en_US.UTF-8', TZ: ':UTC', PATH: '/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin' },
    ...own,
    // The same page: these are reserved.
    _HANDLER: handlerName,
    LAMBDA_TASK_ROOT: dirname(path),
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_LAMBDA_FUNCTION_NAME: facts['functionName'],
    AWS_LAMBDA_FUNCTION_VERSION: facts['functionVersion'],
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: facts['memoryLimitInMB'],
  };
}

// AWS: Lambda guide, "Building Lambda functions with Node.js": experimental features that Lambda disables, and how NODE_OPTIONS
// brings them back.
function flags(nodeOptions = ''): string[] {
  const major = Number(process.versions.node.split('.')[0]);
  const disabled = major >= 24 ? [] : ['--no-experimental-require-module', '--no-experimental-detect-module'];
  return disabled.filter((flag) => !nodeOptions.includes(flag.replace('--no-', '--')));
}

function invoke(input: Input, arn: FunctionArn, options: HandlerOptions): Promise<Outcome> {
  const { requestId, memory = MEMORY, timeout = TIMEOUT, initTimeout = INIT_TIMEOUT, onLog } = options;
  const told = (errorType: string, what: string): Outcome => ({
    ...{ kind: 'error', errorType, errorMessage: `RequestId: ${requestId} Error: ${what}` },
  });
  // Observed: lambda-runtime-interface-emulator; what `aws lambda invoke` printed in many issues.
  const exited = (how: string) => told('Runtime.ExitError', `Runtime exited with error: ${how}`);
  const killed = () => told('Runtime.OutOfMemory', 'Runtime exited with error: signal: killed');
  // Inferred: of an init phase that is too slow, too; Lambda runs it once more, and then its time is the function's.
  const timedOut = () => told('Sandbox.Timedout', `Task timed out after ${timeout.toFixed(2)} seconds`);

  return new Promise((resolve) => {
    const { port1: port, port2 } = new MessageChannel();
    const worker = new Worker(`(${workerMain.toString()})()`, {
      ...{ eval: true, workerData: { ...input, port: port2 }, transferList: [port2] },
      ...{ env: environmentOf(input, arn, options.env), argv: [], execArgv: flags(input.nodeOptions) },
      ...{ stdin: false, stdout: true, stderr: true },
      resourceLimits: { maxOldGenerationSizeMb: memory + HEAP_SLACK },
    });
    let isSettled = false;
    const settle = (outcome: Outcome) => {
      if (isSettled) return;
      isSettled = true;
      clearTimeout(timer);
      clearInterval(watch);
      const finish = () => {
        clearTimeout(grace);
        port.close();
        worker.unref();
        resolve(outcome);
      };
      const grace = setTimeout(finish, GRACE);
      worker.terminate().then(finish, finish);
    };
    const take = (message: WorkerMessage) => {
      if (isSettled) return;
      if (message.kind === 'log') onLog?.(message.text);
      else if (message.kind === 'cut') onLog?.(`\n(the rest of the output was cut, after ${LOG_LIMIT / MB} MB)\n`);
      else if (message.kind === 'ready') start(timeout);
      else settle(message.kind === 'exit' ? exited(message.how) : outcomeOf(message));
    };
    /** What was said before goes first. */
    const end = (outcome: () => Outcome) => {
      for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port))
        take(next.message as WorkerMessage);
      settle(outcome());
    };
    let timer: NodeJS.Timeout | undefined;
    const start = (seconds: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => end(timedOut), Math.min(seconds * 1000, LONGEST));
    };
    const grown = memoryGrown();
    const watch = setInterval(() => {
      if (grown() > (memory + SLACK) * MB * running) end(killed);
    }, WATCH);
    start(initTimeout);
    port.on('message', take);
    worker.on('error', (error: { readonly code?: unknown } | undefined) =>
      end(() => (error?.code === 'ERR_WORKER_OUT_OF_MEMORY' ? killed() : exited('exit status 1'))),
    );
    worker.on('exit', (code) => {
      const status = code & 255;
      end(() => (status === 0 ? told('Runtime.ExitError', NO_REASON) : exited(`exit status ${status}`)));
    });
  });
}

const NO_REASON = 'Runtime exited without providing a reason';

/** By how many bytes the process grows from now on, beside this thread's own heap. */
function memoryGrown(): () => number {
  const look = () => {
    const { rss, heapTotal, external } = process.memoryUsage();
    return { all: rss, others: rss - heapTotal - external };
  };
  const before = look();
  // What our own heap gives back is the process's for a while yet, so others alone would seem to grow by it.
  return () => {
    const { all, others } = look();
    return Math.min(all - before.all, others - before.others);
  };
}

function outcomeOf(message: Extract<WorkerMessage, { kind: 'result' | 'error' | 'too-large' }>): Outcome {
  if (message.kind === 'result' && Buffer.byteLength(message.json) <= PAYLOAD_LIMIT)
    return { kind: 'result', result: JSON.parse(message.json) as Json };
  if (message.kind === 'error') {
    const { type: errorType, message: errorMessage, stack } = message;
    const lines = stack?.split('\n');
    // From our own frame downwards it is not the handler's.
    const ours = lines?.findIndex((line) => line.includes('[worker eval]')) ?? -1;
    const stackTrace = ours < 0 ? lines : lines?.slice(0, ours);
    const error = { errorType, errorMessage, ...(stackTrace === undefined ? {} : { stackTrace }) };
    // Inferred: an error's JSON is held to the same limit.
    if (Buffer.byteLength(JSON.stringify(error)) <= PAYLOAD_LIMIT) return { kind: 'error', ...error };
  }
  return RESPONSE_TOO_LARGE;
}
