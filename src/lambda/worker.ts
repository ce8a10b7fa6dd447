// What runs in the handler's own thread? What Lambda's Node.js runtime does with a handler, in one function that travels as text.

import type { MessagePort } from 'node:worker_threads';

/** What the thread is started with. The event is JSON. */
export interface WorkerInput {
  readonly port: MessagePort;
  readonly path: string;
  readonly url: string;
  readonly load: 'import' | 'require';
  readonly exportPath: readonly string[];
  /** As Lambda names it: `index.handler`. */
  readonly handlerName: string;
  readonly event: string;
  readonly timeoutMs: number;
  /** How many letters of output are passed on. */
  readonly logRoom: number;
  /** How long the JSON of a result may be at all. */
  readonly resultRoom: number;
  readonly nodeOptions?: string;
  /** What the context says that the options know. */
  readonly facts: Readonly<Record<string, string>>;
}

/** What the thread says. Only the first message that ends the invocation counts. */
export type WorkerMessage =
  | { readonly kind: 'log'; readonly text: string }
  /** There was more output than is passed on. */
  | { readonly kind: 'cut' }
  /** The module is loaded, the handler is called next. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'result'; readonly json: string }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'error'; readonly type: string; readonly message: string; readonly stack?: string }
  /** The handler ended its process in a way that a thread cannot: `signal: killed`, `exit status 13`. */
  | { readonly kind: 'exit'; readonly how: string };

/**
 * The thread's program. It is started from its own source text, so it may use globals and its own variables, nothing else of
 * this file. What it needs after the handler's code began it takes before, since that code may replace every global.
 *
 * Observed: github.com/aws/aws-lambda-nodejs-runtime-interface-client, version 3 (of nodejs20.x and nodejs22.x): the order of
 * things, who is told first, what is `handled`, and every message that no other source is named for.
 */
export function workerMain(): void {
  type Report = (...given: unknown[]) => void;
  type Stream = { _write: unknown; _writev: unknown };

  const threads = process.getBuiltinModule('node:worker_threads');
  const modules = process.getBuiltinModule('node:module');
  const fs = process.getBuiltinModule('node:fs');
  // In errors, Lambda's runtime stands at the bottom of the `Require stack`.
  const require = modules.createRequire('/var/runtime/index.mjs');
  const { isNativeError } = process.getBuiltinModule('node:util').types;
  const { assign } = Object;
  const input: WorkerInput = threads.workerData;
  // With our port, the handler could speak as us; with its parent's, drown us. Lambda calls it in a main thread, which has none.
  assign(threads, { isMainThread: true, threadId: 0, parentPort: null, workerData: null });

  const post: (message: WorkerMessage) => void = input.port.postMessage.bind(input.port);
  const { stringify, parse } = JSON;
  const { now } = Date;
  const { exit, kill, pid, nextTick } = process;
  const { from } = Buffer;
  const [PlainError, WrongType, BadSyntax, text] = [Error, TypeError, SyntaxError, String];

  let room = input.logRoom;
  const log = (written: string) => {
    if (room < 0 || written === '') return;
    if (written.length <= room) post({ kind: 'log', text: written });
    else post({ kind: 'cut' });
    // A letter more than there is: a flood of tiny writes is a flood as well.
    room = written.length <= room ? room - written.length - 1 : -1;
  };
  const writers = [process.stdout, process.stderr].map((stream) => {
    const decoder = new TextDecoder();
    const decode = decoder.decode.bind(decoder);
    const write = (bytes: Uint8Array) => log(decode(bytes, { stream: true }));
    // A thread's own streams wait for the other thread: what was written before an endless loop would be lost.
    (stream as unknown as Stream)._write = (chunk: string | Uint8Array, encoding: BufferEncoding, done: Report) => {
      write(typeof chunk === 'string' ? from(chunk, encoding) : chunk);
      done();
    };
    (stream as unknown as Stream)._writev = null;
    return write;
  });
  // Loggers write to the file descriptors, which are those of the whole process.
  const bytesOf = (data: string | Uint8Array, [a, b]: readonly unknown[]): Uint8Array => {
    if (typeof data === 'string') return from(data, typeof b === 'string' ? (b as BufferEncoding) : 'utf8');
    const options = (typeof a === 'object' ? a : { offset: a, length: b }) as {
      offset?: number;
      length?: number;
    } | null;
    const start = typeof options?.offset === 'number' ? options.offset : 0;
    const bytes = from(data.buffer, data.byteOffset, data.byteLength);
    return bytes.subarray(start, typeof options?.length === 'number' ? start + options.length : undefined);
  };
  const descriptors = fs as unknown as Record<'write' | 'writeSync', (...given: unknown[]) => unknown>;
  const { write: writeLater, writeSync } = descriptors;
  descriptors.writeSync = (fd, data, ...rest) => {
    if (fd !== 1 && fd !== 2) return writeSync(fd, data, ...rest);
    const bytes = bytesOf(data as string | Uint8Array, rest);
    writers[fd - 1]?.(bytes);
    return bytes.byteLength;
  };
  descriptors.write = (fd, data, ...rest) => {
    const done = rest.at(-1);
    if ((fd !== 1 && fd !== 2) || typeof done !== 'function') return writeLater(fd, data, ...rest);
    nextTick(done as Report, null, descriptors.writeSync(fd, data, ...rest.slice(0, -1)), data);
    return undefined;
  };
  // What `util.promisify` makes of it.
  Object.defineProperties(descriptors.write, Object.getOwnPropertyDescriptors(writeLater));

  const end = (how: string): never => {
    post({ kind: 'exit', how });
    return exit(1);
  };
  // Observed: lambda-runtime-interface-emulator: the words of Go's syscall package.
  const signals: Readonly<Record<string, string>> = {
    ...{ 1: 'hangup', SIGHUP: 'hangup', 2: 'interrupt', SIGINT: 'interrupt', 3: 'quit', SIGQUIT: 'quit' },
    ...{ 6: 'aborted (core dumped)', SIGABRT: 'aborted (core dumped)', 9: 'killed', SIGKILL: 'killed' },
    ...{ 11: 'segmentation fault (core dumped)', SIGSEGV: 'segmentation fault (core dumped)' },
    ...{ 15: 'terminated', SIGTERM: 'terminated' },
  };
  // The process is the user's as well.
  process.kill = (target: number, signal: string | number = 'SIGTERM') =>
    signal === 0 || (target !== 0 && target !== pid && target !== -pid)
      ? kill(target, signal)
      : end(`signal: ${signals[signal] ?? signal}`);
  process.abort = () => end('signal: aborted (core dumped)');
  modules.syncBuiltinESMExports();
  if (input.nodeOptions !== undefined) process.env['NODE_OPTIONS'] = input.nodeOptions;

  const fail = (error: unknown) => {
    try {
      const { name, message, stack } = (error ?? {}) as Readonly<Record<string, unknown>>;
      const isText = (part: unknown) => typeof part === 'string' && part !== '';
      const isAlike = isText(name) && isText(message) && isText(stack);
      if (!isNativeError(error) && !isAlike)
        return post({ kind: 'error', type: typeof error, message: text((error as object).toString()) });
      if (typeof stack !== 'string') throw error;
      return post({ kind: 'error', type: text(name), message: text(message), stack });
    } catch {
      const problem = 'there was a problem while retrieving one or more of its message, name, and stack';
      return post({ kind: 'error', type: 'handled', message: `callback called with Error argument, but ${problem}` });
    }
  };
  /** An error of the runtime itself. */
  const failAs = (type: string, message: string, cause?: unknown) => {
    const stack = isNativeError(cause) && typeof cause.stack === 'string' ? cause.stack : `${type}: ${message}`;
    post({ kind: 'error', type, message, stack });
  };

  // Inferred: a top-level await that nothing settles, as Node.js ends it.
  let whenIdle = () => void end('exit status 13');
  process.on('beforeExit', () => whenIdle());
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', (reason) => {
    try {
      failAs('Runtime.UnhandledPromiseRejection', reason === undefined ? '' : `${reason}`, reason);
    } catch (error) {
      fail(error);
    }
  });

  const deliver = (result: unknown) => {
    let json: string | undefined;
    try {
      json = stringify(result === undefined ? null : result);
    } catch {
      throw new PlainError('Unable to stringify response body');
    }
    // Observed: rapid-client.cc there: what has no JSON at all, such as a function, is no string.
    if (json === undefined) throw new WrongType('Wrong arguments');
    post(json.length > input.resultRoom ? { kind: 'too-large' } : { kind: 'result', json });
  };

  let isFinished = false;
  let isWaiting = true;
  /** Of all the ways to tell, the first counts; one that throws did not tell. */
  const once = (report: Report) => (first?: unknown, second?: unknown) => {
    if (isFinished) return;
    report(first, second);
    isFinished = true;
  };
  const done = (error?: unknown, result?: unknown) => {
    whenIdle = () => {};
    if (error !== undefined && error !== null) fail(error);
    else deliver(result);
  };
  const callback = once((error, result) => {
    if ((error !== undefined && error !== null) || !isWaiting) return done(error, result);
    whenIdle = () => {
      try {
        done(null, result);
      } catch (problem) {
        fail(problem);
      }
    };
  });
  const succeed = once((result) => done(null, result));
  const failed = once((error) => done(error ?? 'handled'));
  const context = {
    get callbackWaitsForEmptyEventLoop() {
      return isWaiting;
    },
    set callbackWaitsForEmptyEventLoop(waits) {
      isWaiting = waits;
    },
    succeed,
    fail: failed,
    done: once(done),
  };

  const load = async (): Promise<unknown> => {
    try {
      let found: unknown = input.load === 'require' ? require(input.path) : await import(input.url);
      for (let at = 0; at < input.exportPath.length; at += 1)
        found = found && (found as Readonly<Record<string, unknown>>)[input.exportPath[at] as string];
      if (typeof found === 'function') return found;
      const what = found ? 'is not a function' : 'is undefined or not exported';
      failAs('Runtime.HandlerNotFound', `${input.handlerName} ${what}`);
    } catch (error) {
      // What an ES module imports in vain has another code, and stays the Error it is.
      if (error instanceof BadSyntax) failAs('Runtime.UserCodeSyntaxError', text(error), error);
      else if ((error as { code?: unknown } | undefined)?.code === 'MODULE_NOT_FOUND')
        failAs('Runtime.ImportModuleError', text(error), error);
      else fail(error);
    }
    return undefined;
  };
  const run = async () => {
    const handler = (await load()) as ((...given: unknown[]) => unknown) | undefined;
    if (handler === undefined) return;
    // AWS: Lambda guide, "Troubleshoot invocation issues", Runtime.NodejsExit. Inferred: the sentence, from reports of it.
    const isAsync = handler.constructor?.name === 'AsyncFunction';
    whenIdle = () => {
      whenIdle = () => {};
      const why = 'This is most commonly caused by a Promise that was never settled.';
      const more = 'For more information, see https://nodejs.org/docs/latest/api/process.html#exit-codes';
      const what = 'The Lambda runtime client detected an unexpected Node.js exit code.';
      if (isAsync) failAs('Runtime.NodeJsExit', `${what} ${why} ${more}`);
      else deliver(null);
    };
    post({ kind: 'ready' });
    const deadline = now() + input.timeoutMs;
    const facts = { ...input.facts, clientContext: undefined, identity: undefined };
    const given = assign(context, facts, { getRemainingTimeInMillis: () => deadline - now() });
    try {
      const result = handler(parse(input.event), given, callback) as Promise<unknown> | undefined;
      if (result && typeof result.then === 'function') result.then(succeed, failed).catch(failed);
    } catch (error) {
      callback(error);
    }
  };
  run();
}
