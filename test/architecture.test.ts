// Does the code keep to the house's plan: who may import whom, how long a file is, what it is called?

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';

// The table of docs/architecture.md; `node` stands for every module of Node.
const LIBRARY = ['glob', 'model', 'gateway', 'lambda', 'input', 'question', 'render'];
const ROOMS: Readonly<Record<string, { rooms: readonly string[]; packages: readonly string[] }>> = {
  glob: { rooms: [], packages: [] },
  model: { rooms: ['glob'], packages: [] },
  gateway: { rooms: ['model', 'glob'], packages: ['re2js'] },
  lambda: { rooms: ['model', 'glob'], packages: ['node'] },
  input: { rooms: ['model', 'glob', 'gateway', 'lambda'], packages: ['zod', 'yaml', 'node'] },
  question: { rooms: ['model', 'glob', 'gateway', 'lambda'], packages: ['node', 'yaml'] },
  render: { rooms: ['model'], packages: ['chalk'] },
  cli: { rooms: LIBRARY, packages: ['commander', 'minimatch', 'node'] },
  'index.ts': { rooms: LIBRARY, packages: [] },
};
const MAY_ASK_EVALUATE = ['audit', 'grant', 'simulate', 'cover', 'compare'];
const MAX_LINES = 300;

/** Path from the top of the project, such as `src/glob/match.ts`, to text. */
type Files = Readonly<Record<string, string>>;

const roomOf = (path: string) => path.split('/')[1] as string;
const questionOf = (path: string) => (roomOf(path) === 'question' ? path.split('/')[2] : undefined);

function packageOf(name: string): string {
  const depth = name.startsWith('@') ? 2 : 1;
  return isBuiltin(name) ? 'node' : name.split('/').slice(0, depth).join('/');
}

interface Imports {
  readonly from: string;
  readonly files: readonly string[];
  readonly packages: readonly string[];
}

/** What a file imports, types included. */
function importsOf(from: string, text = ''): Imports {
  const found = [
    ...text.matchAll(/^\s*(?:import|export)\b(?:[\w\s{},*$]*?\bfrom)?\s*['"]([^'"]+)['"]/gm),
    ...text.matchAll(/\b(?:import|require)\(\s*['"]([^'"]+)['"]/g),
  ].map((match) => match[1] as string);
  const isFile = (name: string) => name.startsWith('.');
  return {
    from,
    files: found.filter(isFile).map((name) => posix.join(posix.dirname(from), name).replace(/\.js$/, '.ts')),
    packages: found.filter((name) => !isFile(name)).map(packageOf),
  };
}

const arrows = (from: string, targets: readonly string[]) => targets.map((to) => `${from} -> ${to}`);
const eachFile = (files: Files, judge: (imports: Imports) => string[]) =>
  Object.entries(files).flatMap(([path, text]) => judge(importsOf(path, text)));
const pathsWhere = (files: Files, isBroken: (text: string) => boolean) =>
  Object.keys(files).filter((path) => isBroken(files[path] as string));

function circlesIn(files: Files): string[] {
  const done = new Set<string>();
  const circlesFrom = (path: string, way: readonly string[]): string[] => {
    if (way.includes(path)) return [[...way.slice(way.indexOf(path)), path].join(' -> ')];
    if (done.has(path)) return [];
    const circles = importsOf(path, files[path]).files.flatMap((to) => circlesFrom(to, [...way, path]));
    done.add(path);
    return circles;
  };
  return Object.keys(files).flatMap((path) => circlesFrom(path, []));
}

/** A rule finds what breaks it, and brings samples that do: path, text, what it tells. */
interface Rule {
  readonly rule: string;
  readonly find: (files: Files) => string[];
  readonly broken: readonly (readonly [violation: string, path: string, text: string, told: string])[];
  readonly holdsForTests?: true;
}

const RULES: readonly Rule[] = [
  {
    rule: 'every file stands in a room that the plan knows',
    find: (files) => Object.keys(files).filter((path) => !Object.hasOwn(ROOMS, roomOf(path))),
    broken: [
      ['an unknown room', 'misc/a.ts', '', 'src/misc/a.ts'],
      ['a file at the top', 'main.ts', '', 'src/main.ts'],
    ],
  },
  {
    rule: 'a room imports only rooms it may',
    find: (files) =>
      eachFile(files, ({ from, files: imported }) => {
        const may = [roomOf(from), ...(ROOMS[roomOf(from)]?.rooms ?? [])];
        return arrows(
          from,
          imported.filter((to) => !may.includes(roomOf(to))),
        );
      }),
    broken: [
      ['a pattern that knows AWS', 'glob/a.ts', "import { b } from '../model/b.js';", '-> src/model/b.ts'],
      ['a type', 'model/a.ts', "import type { B } from '../gateway/b.js';", '-> src/gateway/b.ts'],
      ['several lines', 'render/a.ts', "import {\n  b,\n  type C,\n} from '../input/b.js';", '-> src/input/b.ts'],
      ['what is passed on', 'question/a/a.ts', "export * from '../../render/b.js';", '-> src/render/b.ts'],
      ['what is loaded late', 'input/a.ts', "const b = () => import('../cli/b.js');", '-> src/cli/b.ts'],
      ['a library that knows the terminal', 'index.ts', "export { b } from './cli/b.js';", '-> src/cli/b.ts'],
      ['a user of the library', 'cli/a.ts', "import { b } from '../index.js';", '-> src/index.ts'],
    ],
  },
  {
    rule: 'a package is used only in the room where it lives',
    find: (files) =>
      eachFile(files, ({ from, packages }) => {
        const may = ROOMS[roomOf(from)]?.packages ?? [];
        return arrows(
          from,
          packages.filter((name) => !may.includes(name)),
        );
      }),
    broken: [
      ['a package in the model', 'model/a.ts', "import { z } from 'zod';", '-> zod'],
      ['Node in the gateway', 'gateway/a.ts', "import { join } from 'node:path';", '-> node'],
      ['Node without its prefix', 'model/a.ts', "import { join } from 'path';", '-> node'],
      ['a package of a scope', 'index.ts', "import '@scope/name/deep.js';", '-> @scope/name'],
      ['minimatch where ARNs are', 'question/audit/a.ts', "import { minimatch } from 'minimatch';", '-> minimatch'],
    ],
  },
  {
    rule: 'a question imports no other, but some may ask evaluate',
    find: (files) =>
      eachFile(files, ({ from, files: imported }) => {
        const own = questionOf(from);
        if (own === undefined) return [];
        const may = [own, undefined, ...(MAY_ASK_EVALUATE.includes(own) ? ['evaluate'] : [])];
        return arrows(
          from,
          imported.filter((to) => !may.includes(questionOf(to))),
        );
      }),
    broken: [
      ['a sibling', 'question/audit/a.ts', "import { b } from '../grant/b.js';", '-> src/question/grant/b.ts'],
      ['one that may not', 'question/parse/a.ts', "import { b } from '../evaluate/b.js';", '-> src/question/evaluate/'],
      ['evaluate itself', 'question/evaluate/a.ts', "import { b } from '../audit/b.js';", '-> src/question/audit/b.ts'],
    ],
  },
  {
    rule: 'what is imported exists',
    find: (files) =>
      eachFile(files, ({ from, files: imported }) =>
        arrows(
          from,
          imported.filter((to) => !Object.hasOwn(files, to)),
        ),
      ),
    broken: [['nothing there', 'glob/a.ts', "import { b } from './b.js';", '-> src/glob/b.ts']],
  },
  {
    rule: 'no files import each other in a circle',
    find: circlesIn,
    broken: [['a circle of one', 'glob/a.ts', "import './a.js';", 'src/glob/a.ts -> src/glob/a.ts']],
  },
  {
    rule: `no file is longer than ${MAX_LINES} lines`,
    find: (files) => pathsWhere(files, (text) => text.trimEnd().split('\n').length > MAX_LINES),
    broken: [['a line too many', 'glob/a.ts', '// Why?\n'.repeat(MAX_LINES + 1), 'src/glob/a.ts']],
  },
  {
    rule: 'line 1 of a file is a comment',
    find: (files) => pathsWhere(files, (text) => !/^\/\/ \S/.test(text)),
    broken: [['code on line 1', 'glob/a.ts', 'export const a = 1;\n// Why?\n', 'src/glob/a.ts']],
    holdsForTests: true,
  },
  {
    rule: 'nothing is exported by default',
    find: (files) => pathsWhere(files, (text) => /^export (?:default\b|\{[^}]*\bas default\b)/m.test(text)),
    broken: [
      ['a default export', 'glob/a.ts', 'export default 1;', 'src/glob/a.ts'],
      ['a new name', 'glob/a.ts', 'export { a as default };', 'src/glob/a.ts'],
    ],
    holdsForTests: true,
  },
  {
    rule: 'nothing has a name that says nothing',
    find: (files) => Object.keys(files).filter((path) => /\/(?:utils?|helpers?|common|types)(?:[./]|$)/i.test(path)),
    broken: [
      ['a file of utils', 'glob/utils.ts', '', 'src/glob/utils.ts'],
      ['a folder of helpers', 'model/helpers/a.ts', '', 'src/model/helpers/a.ts'],
      ['a file of types', 'model/types.ts', '', 'src/model/types.ts'],
    ],
    holdsForTests: true,
  },
  {
    rule: 'no RegExp is built while the program runs',
    find: (files) => pathsWhere(files, (text) => /\bRegExp\(/.test(text)),
    broken: [['one made from text', 'glob/a.ts', 'export const a = new RegExp(text);', 'src/glob/a.ts']],
  },
];

/** Tests that mirror no source: `test/a/b.test.ts` and `test/a/b-aspect.test.ts` need `src/a/b.ts` or `src/a/b/`. */
function orphans(tests: readonly string[], exists: (path: string) => boolean): string[] {
  const namesOf = (name: string) => name.split('-').map((_, index, words) => words.slice(0, index + 1).join('-'));
  return tests.filter((path) => {
    const { dir, base } = posix.parse(path);
    if (!base.endsWith('.test.ts') || dir === 'test') return false;
    const folder = dir.replace(/^test/, 'src');
    return !namesOf(base.slice(0, -'.test.ts'.length)).some(
      (name) => exists(`${folder}/${name}.ts`) || exists(`${folder}/${name}`),
    );
  });
}

const top = fileURLToPath(new URL('../', import.meta.url));

function filesIn(folder: string): Files {
  const paths = readdirSync(top + folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  const named = paths.map((path) => `${folder}/${path.replaceAll('\\', '/')}`);
  return Object.fromEntries(named.map((path) => [path, readFileSync(top + path, 'utf8')]));
}

const source = filesIn('src');
const tests = filesIn('test');

describe('the source', () => {
  test.each(RULES)('$rule', ({ find }) => {
    expect(find(source)).toEqual([]);
  });
});

describe('the tests', () => {
  test.each(RULES.filter(({ holdsForTests }) => holdsForTests))('$rule', ({ find }) => {
    expect(find(tests)).toEqual([]);
  });

  test('each has its source', () => {
    expect(orphans(Object.keys(tests), (path) => existsSync(top + path))).toEqual([]);
  });
});

describe('docs/architecture.md', () => {
  const picture = readFileSync(`${top}docs/architecture.md`, 'utf8');
  const rows = [...picture.matchAll(/^\| (?!room)([\w.]+) \| (.*) \| (.*) \|$/gm)].map((match) => match.slice(1));
  const drawn = rows.map(([room]) => room as string);
  const namesIn = (cell = '') => (cell === '—' ? [] : cell.split(', '));

  test('draws every room that there is', () => {
    expect(drawn.toSorted()).toEqual([...new Set(Object.keys(source).map(roomOf))].sort());
  });

  test.each(rows)('%s may import %s, and %s lives there', (room, rooms, packages) => {
    const may = ROOMS[room as string];
    const drawnRooms = /^every room/.test(rooms as string) ? LIBRARY : namesIn(rooms);
    const there = (names: readonly string[] = []) => names.filter((name) => drawn.includes(name)).sort();
    expect(there(drawnRooms)).toEqual(there(may?.rooms));
    expect(may?.packages).toEqual(expect.arrayContaining(namesIn(packages)));
  });

  test('names no file that is not there', () => {
    const named = [...picture.matchAll(/(?<![\w/.-])([\w-]+\.ts)\b/g)].map(([name]) => name);
    const there = new Set(Object.keys(source).map((path) => posix.basename(path)));
    expect(named.filter((name) => !there.has(name))).toEqual([]);
  });
});

describe('what breaks a rule is told', () => {
  describe.each(RULES)('$rule', ({ find, broken }) => {
    test.each(broken)('%s', (_, path, text, told) => {
      expect(find({ [`src/${path}`]: text })).toEqual([expect.stringContaining(told)]);
    });
  });

  test('a circle of two, once', () => {
    const files = { 'src/a/a.ts': "import './b.js';", 'src/a/b.ts': "import type { A } from './a.js';" };
    expect(circlesIn(files)).toEqual(['src/a/a.ts -> src/a/b.ts -> src/a/a.ts']);
  });

  test('a test without its source', () => {
    const paths = ['laws', 'glob/a', 'glob/a-large', 'input/readers', 'glob/b'].map((name) => `test/${name}.test.ts`);
    const exists = (path: string) => ['src/glob/a.ts', 'src/input/readers'].includes(path);
    expect(orphans(paths, exists)).toEqual(['test/glob/b.test.ts']);
  });
});

test('what keeps every rule passes', () => {
  const files = {
    'src/question/audit/a.ts': "// Why?\nimport { isIP } from 'node:net';\nimport { b } from '../evaluate/b.js';\n",
    'src/question/evaluate/b.ts': "// How?\nimport { c } from '../../glob/c.js';\nexport const word = 'utils';\n",
    'src/glob/c.ts': "// Is it exported from 'zod'?\nexport const from = 'yaml';\n",
  };
  for (const { find } of RULES) expect(find(files)).toEqual([]);
});
