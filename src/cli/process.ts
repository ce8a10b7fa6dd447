// What is the real world? The process, its streams and its files, as an Io.

import { lstat, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { harmless } from '../render/harmless.js';
import type { Files, Io } from './command.js';
import { main } from './main.js';

/** Runs the CLI on a process; the number to exit with. */
export async function runProcess(process: NodeJS.Process): Promise<number> {
  // A reader that goes away (`| head`) changes nothing of the answer; what cannot be written is no answer.
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') return;
      if (stream === process.stdout)
        process.stderr.write(`error: cannot write the answer: ${harmless(error.message)}\n`);
      process.exit(3);
    });
  try {
    return await main(process.argv.slice(2), ioOf(process));
  } catch (error) {
    // A fault of ours is no answer: 1 would say "no".
    process.stderr.write(`internal error: ${harmless(String(error instanceof Error ? error.stack : error))}\n`);
    return 3;
  }
}

function ioOf(process: NodeJS.Process): Io {
  return {
    stdin: async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks);
    },
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    files,
    env: process.env,
    isTerminal: process.stdout.isTTY === true,
    isErrorTerminal: process.stderr.isTTY === true,
  };
}

const files: Files = {
  read: (path) => readFile(path),
  async kindOf(path) {
    const found = await stat(path).catch(() => undefined);
    if (found === undefined) return undefined;
    return found.isFile() || found.isFIFO() || found.isCharacterDevice()
      ? 'file'
      : found.isDirectory()
        ? 'folder'
        : 'other';
  },
  async list(folder) {
    const names = (await readdir(folder)).sort();
    return Promise.all(
      names.map(async (name) => ({ name, isFolder: (await lstat(join(folder, name))).isDirectory() })),
    );
  },
};
