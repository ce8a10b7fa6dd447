// Which texts do these arguments name? Files, globs (also where the shell does not expand them), `-`.

import { type Reading, readBytes } from '../input/read.js';
import type { Finding } from '../model/finding.js';
import { type Io, UsageError } from './command.js';
import { Progress } from './progress.js';

/** The name that places in standard input have. */
export const STDIN = '<stdin>';

/** Reads every argument; what cannot be opened is a finding like any other. `ignored`: globs of files to leave out. */
export async function readInputs(
  args: readonly string[],
  io: Io,
  ignored: readonly string[] = [],
): Promise<readonly Reading[]> {
  demandOneStdin(args);
  const readings: Reading[] = [];
  const progress = new Progress(io, 'files read');
  for (const arg of args) {
    for await (const reading of readingsOf(arg, io, ignored)) {
      readings.push(reading);
      progress.tell(readings.length);
    }
  }
  progress.done();
  return readings;
}

/** Wrong usage where standard input is to be several things. */
export function demandOneStdin(paths: readonly (string | undefined)[]): void {
  if (paths.filter((path) => path === '-').length > 1)
    throw new UsageError('standard input (`-`) can be read only once');
}

/** A file of that very name, else what the glob matches; nothing at all is wrong usage. */
async function* readingsOf(arg: string, io: Io, ignored: readonly string[]): AsyncGenerator<Reading> {
  if (arg === '-') return yield readBytes(STDIN, await io.stdin());
  const isFile = (await io.files.kindOf(arg)) !== undefined;
  if (isFile && ignored.length === 0) return yield await readInput(arg, io);
  // Cost: most calls name files, so the glob library is loaded only when one does not.
  const { hasMagic, filesMatching, isMatched } = await import('./globs.js');
  const isWanted = (path: string) => !isMatched(path, ignored);
  if (isFile || !hasMagic(arg)) {
    if (isWanted(arg)) yield await readInput(arg, io);
    return;
  }
  const { paths, locked, linked } = await filesMatching(arg, io.files);
  if (paths.length + locked.length + linked.length === 0) throw new UsageError(`no file matches \`${arg}\``);
  for (const { folder, reason } of locked.filter((one) => isWanted(one.folder)))
    yield nothing(folder, unreadable(folder, `it cannot be read: ${reason}`));
  for (const folder of linked.filter(isWanted)) yield nothing(folder, notFollowed(folder));
  for (const path of paths.filter(isWanted)) yield await readInput(path, io);
}

export async function readInput(path: string, io: Io): Promise<Reading> {
  const found = await bytesOf(path, io);
  return found instanceof Uint8Array ? readBytes(path, found) : nothing(path, found);
}

/** The bytes of a file, or of standard input (`-`), or why there are none. */
export async function bytesOf(path: string, io: Io): Promise<Uint8Array | Finding> {
  if (path === '-') return io.stdin();
  const kind = await io.files.kindOf(path);
  if (kind === undefined) return unreadable(path, 'there is no such file');
  if (kind === 'folder')
    return unreadable(path, 'this is a folder', `write \`${path.replace(/\/+$/, '')}/**/*.json\` for the files in it`);
  try {
    return await io.files.read(path);
  } catch (error) {
    return unreadable(path, `it cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function unreadable(path: string, message: string, hint?: string): Finding {
  const place = { source: path, pointer: '', start: 0, end: 0, line: 1, column: 1 };
  return { id: 'unreadable-file', severity: 'error', message, place, ...(hint === undefined ? {} : { hint }) };
}

function notFollowed(path: string): Finding {
  const message = 'a link to a folder, which is not walked into, as it may lead in a circle';
  const hint = 'name the folder that it points to as well, or leave the link out with --ignore';
  return { ...unreadable(path, message, hint), id: 'linked-folder', severity: 'warning' };
}

function nothing(path: string, finding: Finding): Reading {
  return { policies: [], findings: [finding], source: { name: path, text: '' } };
}
