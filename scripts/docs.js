// Is what README, docs and fixtures show what the program prints? Refreshes them; with `--check` only tells what is stale.

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const textOf = (path) => (existsSync(root + path) ? readFileSync(root + path, 'utf8') : undefined);

/** The words of a command line that may be pasted into a shell; of a shell's language only quotes are known here. */
export function wordsOf(line) {
  const words = line.match(/(?:[^\s"']|"[^"]*"|'[^']*'|["'])+/g) ?? [];
  const odd = words.find((word) => !/^(?:[\w.,:/=@%+-]|"[^"$`\\!]*"|'[^']*')+$/.test(word));
  if (odd !== undefined) throw new Error(`a shell would not take ${odd} as it stands, in: ${line}`);
  return words.map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, (_, double, single) => double ?? single));
}

/**
 * The markdown with the fenced block behind each `<!-- run: sourcearn … -->` made into what the command prints, behind
 * each `<!-- file: path -->` into the file's text, and all behind `<!-- rest: sourcearn … -->` into what that prints. `run` takes a command line and gives what `shown` makes of its streams, or a
 * promise of it.
 */
export async function fillExamples(markdown, run) {
  const [, head, command] = /^([\s\S]*?<!-- rest: (.+) -->\n)/.exec(markdown) ?? [];
  if (head !== undefined) return `${head}\n${(await run(command)).trimEnd()}\n`;
  const blocks = [...markdown.matchAll(/^(<!-- (run|file): (.+) -->\n+(`{3,})\w*\n)[\s\S]*?^\4$/gm)];
  const markers = markdown.match(/^<!-- (?:run|file):.*/gm) ?? [];
  const lost = markers.find((marker) => !blocks.some(([block]) => block.startsWith(`${marker}\n`)));
  if (lost !== undefined) throw new Error(`no fenced block follows ${lost}`);
  let filled = '';
  let end = 0;
  for (const { 0: block, 1: head, 2: kind, 3: what, 4: fence, index } of blocks) {
    const text = kind === 'run' ? await run(what) : readFileSync(root + what, 'utf8');
    if (text.trim() === '' || text.includes(fence)) throw new Error(`this cannot stand in a fenced block: ${what}`);
    filled += `${markdown.slice(end, index)}${head}${text.replace(/\n*$/, '\n')}${fence}`;
    end = index + block.length;
  }
  return filled + markdown.slice(end);
}

/** What a person sees of both streams: what is said first, and below it what may be pasted. */
export function shown({ stdout, stderr }) {
  return stdout === '' || stderr === '' ? stdout + stderr : `${stderr}\n${stdout}`;
}

/** Runs the built program from the project's folder. */
function runBinary(line, input = '') {
  const [program, ...args] = wordsOf(line.trim());
  if (program !== 'sourcearn') throw new Error(`expected a command line of sourcearn, found: ${line}`);
  const { FORCE_COLOR: _force, ...env } = { ...process.env, NO_COLOR: '1' };
  const options = { cwd: root, env, input, encoding: 'utf8', maxBuffer: 2 ** 28 };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/sourcearn.js', ...args], options);
  return { status, stdout, stderr };
}

/** Every generated text, by its path. */
async function generated() {
  const texts = new Map();
  const docs = readdirSync(`${root}docs`).filter((name) => name.endsWith('.md'));
  for (const path of ['README.md', ...docs.map((name) => `docs/${name}`)])
    texts.set(path, await fillExamples(textOf(path), (line) => shown(runBinary(line))));
  for (const name of readdirSync(`${root}fixtures/cli`)) {
    const folder = `fixtures/cli/${name}`;
    const stdin = `${root}${folder}/stdin.txt`;
    const result = runBinary(textOf(`${folder}/command.txt`), existsSync(stdin) ? readFileSync(stdin) : '');
    texts.set(`${folder}/stdout.txt`, result.stdout);
    texts.set(`${folder}/stderr.txt`, result.stderr);
    texts.set(`${folder}/exit.txt`, `${result.status}\n`);
  }
  return texts;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const stale = [...(await generated())].filter(([path, text]) => textOf(path) !== text);
  const isCheck = process.argv.includes('--check');
  for (const [path, text] of stale) {
    console.log(`${isCheck ? 'stale' : 'refreshed'}: ${path}`);
    if (!isCheck) writeFileSync(root + path, text);
  }
  process.exitCode = isCheck && stale.length > 0 ? 1 : 0;
}
