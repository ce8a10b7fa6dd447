// What does the program meet when a test runs it? A world in memory, with the project's own folder behind it where asked.

import { lstat, readdir, readFile, stat } from 'node:fs/promises';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Files, FolderEntry, Io } from '../../src/cli/command.js';
import { main } from '../../src/cli/main.js';
// Jest links what is loaded late badly when several ask at once, so it is loaded here, once.
import '../../src/cli/cases.js';
import '../../src/cli/commands/audit.js';
import '../../src/cli/commands/evaluate.js';
import '../../src/cli/commands/grant.js';
import '../../src/cli/commands/parse.js';
import '../../src/cli/commands/simulate.js';
import '../../src/cli/definition-flags.js';
import '../../src/cli/globs.js';
import '../../src/gateway/regular-expression.js';
import '../../src/input/definition.js';
import '../../src/lambda/handler.js';

export const project = fileURLToPath(new URL('../../', import.meta.url));

interface Docs {
  fillExamples(markdown: string, run: (commandLine: string) => string | Promise<string>): Promise<string>;
  wordsOf(line: string): string[];
  shown(streams: { readonly stdout: string; readonly stderr: string }): string;
}

/** Plain JavaScript, so imported by its address. `wordsOf` splits a command line as a shell does, quotes only. */
export const { fillExamples, wordsOf, shown } = (await import(
  new URL('../../scripts/docs.js', import.meta.url).href
)) as Docs;

export interface Setting {
  /** Paths to texts or bytes; an error is what reading the file, or listing the folder (`a/`), throws. */
  readonly files?: Readonly<Record<string, string | Uint8Array | Error>>;
  /** Whether the project's folder is the current one, behind the files above. */
  readonly inProject?: boolean;
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly isTerminal?: boolean;
  /** Default: as `isTerminal`. */
  readonly isErrorTerminal?: boolean;
}

export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the program: a command line that begins with `sourcearn`, or the words behind it. */
export async function run(command: string | readonly string[], setting: Setting = {}): Promise<Outcome> {
  const argv = typeof command === 'string' ? wordsOf(command).slice(1) : command;
  let stdout = '';
  let stderr = '';
  const io: Io = {
    stdin: async () => Buffer.from(setting.stdin ?? ''),
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
    files: filesOf(setting),
    env: setting.env ?? {},
    isTerminal: setting.isTerminal ?? false,
    isErrorTerminal: setting.isErrorTerminal ?? setting.isTerminal ?? false,
  };
  const exitCode = await main(argv, io);
  return { exitCode, stdout, stderr };
}

/** Runs a command line from the project's folder. */
export function runInProject(command: string | readonly string[], setting: Setting = {}): Promise<Outcome> {
  return run(command, { ...setting, inProject: true });
}

function filesOf({ files = {}, inProject = false }: Setting): Files {
  const held = new Map(Object.entries(files).map(([path, content]) => [posix.normalize(path), content]));
  const below = (folder: string) => {
    if (folder === '.') return [...held.keys()].filter((path) => !/^(?:\/|\.\.\/)/.test(path));
    const head = folder === '/' ? folder : `${folder}/`;
    return [...held.keys()].filter((path) => path.startsWith(head)).map((path) => path.slice(head.length));
  };
  const inFolder = (path: string) => posix.normalize(path).replace(/(?<=.)\/$/, '');
  return {
    async read(path) {
      const content = held.get(inFolder(path));
      if (content instanceof Error) throw content;
      if (content !== undefined) return Buffer.from(content);
      if (!inProject) throw new Error(`ENOENT: no such file, open '${path}'`);
      return readFile(project + path);
    },
    async kindOf(path) {
      if (held.has(inFolder(path))) return 'file';
      if (inFolder(path) === '.' || below(inFolder(path)).length > 0) return 'folder';
      const found = inProject ? await stat(project + path).catch(() => undefined) : undefined;
      return found === undefined ? undefined : found.isDirectory() ? 'folder' : 'file';
    },
    async list(folder) {
      const locked = held.get(`${inFolder(folder)}/`);
      if (locked instanceof Error) throw locked;
      const paths = below(inFolder(folder));
      const entries = new Map(paths.map((path) => [path.split('/')[0] as string, path.includes('/')]));
      for (const name of inProject ? await readdir(project + folder).catch(() => []) : [])
        entries.set(name, (await lstat(`${project}${folder}/${name}`)).isDirectory());
      const named = [...entries].map(([name, isFolder]): FolderEntry => ({ name, isFolder }));
      return named.sort((a, b) => (a.name < b.name ? -1 : 1));
    },
  };
}
