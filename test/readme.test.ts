// Is what README, docs and help show true: examples, values in comments, exit codes, fields, links?

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { transformSync } from '@swc/core';
import * as library from '../src/index.js';
import { fillExamples, project, run, runInProject, shown, wordsOf } from './support/world.js';

const docs = readdirSync(`${project}docs`).filter((name) => name.endsWith('.md'));
const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...docs.map((name) => `docs/${name}`)];
const textOf = (page: string) => readFileSync(project + page, 'utf8');
const readme = textOf('README.md');
const json = textOf('docs/json.md');

describe.each(pages)('%s', (page) => {
  test('shows what its examples print', async () => {
    const filled = await fillExamples(textOf(page), async (line) => {
      expect(line).toMatch(/^sourcearn /);
      return shown(await runInProject(line));
    });
    expect(textOf(page)).toBe(filled);
  });

  test('links to files and headings that are there', () => {
    const links = [...textOf(page).matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link as string);
    const broken = links.filter((link) => {
      if (/^https:/.test(link)) return false;
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? page : join(dirname(page), path);
      return !existsSync(project + target) || (anchor !== undefined && !headingsOf(target).includes(anchor));
    });
    expect(broken).toEqual([]);
  });
});

test.each(['README.md', 'CONTRIBUTING.md'])('%s names files that are there', (page) => {
  const named = textOf(page).match(/\b(?:fixtures|src|test|scripts|bench|docs)\/[\w./-]*\w(?=[\s`,;:)])/g) ?? [];
  expect(named.filter((path) => !existsSync(project + path))).toEqual([]);
  expect(named.length).toBeGreaterThan(2);
});

function headingsOf(page: string): string[] {
  const headings = [...textOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading as string);
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
}

describe('README', () => {
  test('its first command ends as it says it does', async () => {
    const [, flags = ''] = /^npm ci && node bin\/sourcearn\.js (.*)$/m.exec(readme) ?? [];
    expect((await runInProject(wordsOf(flags))).exitCode).toBe(0);
  });

  const shell = [...readme.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block]) =>
    (block as string).trim().split('\n'),
  );
  const asked = shell.flat().filter((line) => line.startsWith('sourcearn '));

  test.each(asked)('in a shell: %s', async (line) => {
    const files = { 'policy.json': textOf('fixtures/policies/orders.json') };
    const { exitCode, stdout } = await runInProject(line, { files });
    expect([0, 1]).toContain(exitCode);
    expect(stdout).not.toBe('');
  });

  /** The rows of a section's table: what one knows or wants, and the flags for it. */
  const rowsOf = (section: string) => {
    const [text = ''] = (readme.split(`\n## ${section}\n`)[1] ?? '').split('\n## ');
    return [...text.matchAll(/^\| (?!you |-)(.+) \| (.*--.*) \|$/gm)].map(([, known, written]) => {
      const flags = [...(written as string).matchAll(/`([^`]+)`/g)].map(([, words]) => words as string);
      return [known as string, flags.filter((words) => /^--(?!(?:function|policy|revision-id)$)/.test(words))] as const;
    });
  };
  const rows = rowsOf('Ask');
  const CALL = '--api a1b2c3d4e5 --type rest --stage prod --route "GET /pets"';

  test('has a table of what one knows and writes', () => {
    expect(rows.length).toBeGreaterThan(4);
  });

  test.each(rows)('who knows %s can ask so', async (_, flags) => {
    // "beside the above": flags that describe no call by themselves stand beside one that does.
    const whole = /^--(?:api|source-arn) /.test(flags[0] as string) ? flags : [CALL, ...flags];
    const { exitCode, stderr } = await runInProject(
      `sourcearn evaluate fixtures/policies/pets.json ${whole.join(' ')}`,
    );
    expect({ stderr, isAnswered: [0, 1].includes(exitCode) }).toEqual({ stderr: '', isAnswered: true });
  });

  const wanted = rowsOf('Grant').flatMap(([known, flags]) => flags.map((words) => [known, words] as const));

  test('has a table of what one wants and writes', () => {
    expect(wanted.length).toBeGreaterThan(15);
  });

  test.each(wanted)('who wants %s can write %s', async (_, words) => {
    // What the flags leave open, whoever reads the table has read above it.
    const fn = `arn:aws:lambda:us-east-2:111122223333:function:${words.includes('variable') ? '${stageVariables.fn}' : 'orders'}`;
    const added = words.includes('--type') ? '' : ' --type rest';
    const present = words === '--prune' ? ' --policy policy.json' : '';
    const files = { 'policy.json': textOf('fixtures/policies/orders.json'), 'routes.txt': 'GET /orders\n' };
    const line = `sourcearn grant --function '${fn}' --api a1b2c3d4e5${added}${present} ${words}`;
    const { exitCode, stdout, stderr } = await run(line, { files });
    // Where a role calls, the function stands in what is printed.
    const said = words.startsWith('--credentials') ? stdout : stderr;
    expect({ exitCode, isSaid: said.includes('orders') }).toEqual({ exitCode: 0, isSaid: true });
    expect(stdout).toMatch(/^--(rehearse|credentials)/.test(words) ? /^\{/ : /^aws lambda /);
  });

  const scripts = [...readme.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code as string);

  test.each(scripts)('what its example of the library says is so: %#', async (code) => {
    // A statement with a comment behind it, or on the next line, is worth what the comment says.
    const proved = code
      .replace(/^import \{(.*)\} from 'sourcearn';$/m, 'const {$1} = library;')
      .replace(/^(?!const )(.+);\s+\/\/ (.+)$/gm, 'prove($1, $2);');
    const { code: script } = transformSync(proved, { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } });
    const values: [unknown, unknown][] = [];
    const prove = (found: unknown, said: unknown) => values.push([found, said]);
    // A test inside an example runs there and then, as whoever copies it will have it run.
    const tests: Promise<void>[] = [];
    const inside = (_title: string, body: () => Promise<void>) => void tests.push(body());
    const AsyncFunction = (async () => {}).constructor as FunctionConstructor;
    const orders = textOf('fixtures/policies/orders.json');
    await new AsyncFunction('library', 'text', 'prove', 'expect', 'test', script)(
      library,
      orders,
      prove,
      expect,
      inside,
    );
    await Promise.all(tests);
    expect(tests).toHaveLength(code.match(/^test\(/gm)?.length ?? 0);
    expect(values.map(([found]) => found)).toEqual(values.map(([, said]) => said));
    expect(values).toHaveLength(code.match(/\/\/ /g)?.length ?? 0);
    expect(values.length).toBeGreaterThan(0);
  });

  test('names every exit code', () => {
    const [, codes = ''] = /The exit code is (0[^.]*)\./.exec(readme) ?? [];
    expect(codes.match(/\b\d\b/g)).toEqual(['0', '1', '2', '3']);
  });
});

describe('docs/json.md', () => {
  /** The rows of a section's table, by what stands first. */
  function fieldsOf(section: string): Record<string, string> {
    const [, text = ''] = json.split(`\n## ${section}\n`);
    const rows = (text.split('\n## ')[0] as string).matchAll(/^\| `(\w+)` \| (.*) \|$/gm);
    return Object.fromEntries([...rows].map(([, field, holds]) => [field as string, holds as string]));
  }
  const dataOf = async (line: string) => JSON.parse((await runInProject(`${line} --format json`)).stdout);
  const ORDERS = 'fixtures/policies/orders.json';
  const PETS = 'fixtures/policies/pets.json';
  const EVALUATE = `sourcearn evaluate ${ORDERS} --api a1b2c3d4e5 --type rest --stage prod --route "ANY /orders"`;
  const PARSE = `sourcearn parse ${ORDERS} 'arn:aws:execute-api:us-east-2:111122223333:a1b2c3d4e5/*/GET/pets'`;
  const GRANT =
    'sourcearn grant --function arn:aws:lambda:us-east-2:111122223333:function:orders --api a1b2c3d4e5 --type rest';
  const SIMULATE = `sourcearn simulate "GET /orders" --type rest --route "GET /orders" --stage prod --function arn:aws:lambda:us-east-2:111122223333:function:orders --api a1b2c3d4e5 --policy ${ORDERS}`;
  const envelope = ['schemaVersion', 'question'];

  test.each([
    ['evaluate', EVALUATE],
    ['grant', GRANT],
    ['parse', PARSE],
    ['simulate', SIMULATE],
  ])('%s: every field is documented, and no other', async (section, line) => {
    const data = await dataOf(line);
    expect(data).toMatchObject({ schemaVersion: 1, question: section });
    expect(Object.keys(data).filter((key) => !envelope.includes(key))).toEqual(Object.keys(fieldsOf(section)));
  });

  test.each<[section: string, field: string, line: string]>([
    ['evaluate', 'invocation', EVALUATE],
    ['evaluate', 'candidates', EVALUATE],
    ['evaluate', 'statements', EVALUATE],
    ['evaluate', 'nearMiss', EVALUATE],
    ['evaluate', 'caveats', EVALUATE.replace('"ANY /orders"', '"GET /{id}"')],
    ['evaluate', 'decidedBy', EVALUATE.replace(ORDERS, PETS).replace('"ANY /orders"', '"GET /pets"')],
    ['grant', 'functions', GRANT],
    ['simulate', 'request', SIMULATE],
    ['simulate', 'route', SIMULATE],
    ['simulate', 'integration', SIMULATE],
    ['simulate', 'permission', SIMULATE],
    ['simulate', 'response', SIMULATE],
    ['parse', 'arns', PARSE],
    ['parse', 'statements', PARSE],
  ])('%s: what is in `%s` is documented', async (section, field, line) => {
    const held = (await dataOf(line))[field];
    const one = Array.isArray(held) ? held[0] : held;
    const told = fieldsOf(section)[field] as string;
    expect(Object.keys(one).filter((key) => !told.includes(`\`${key}\``))).toEqual([]);
  });

  test.each<[what: string, pick: (data: never) => object]>([
    ['place', ({ statements: [{ place }] }: { statements: [{ place: object }] }) => place],
    ['because', ({ statements: [{ because }] }: { statements: [{ because: object }] }) => because],
  ])('evaluate: what a `%s` holds is documented', async (_, pick) => {
    const held = Object.keys(pick((await dataOf(EVALUATE)) as never));
    expect(held.length).toBeGreaterThan(4);
    expect(held.filter((key) => !json.includes(`\`${key}\``))).toEqual([]);
  });

  test('grant: what a step holds is documented', async () => {
    const [{ steps }] = (await dataOf(GRANT)).functions as [{ steps: [{ widenings: [object] }] }];
    const [step] = steps;
    expect(Object.keys(step)).toContain('request');
    expect(
      [...Object.keys(step), ...Object.keys(step.widenings[0])].filter((key) => !json.includes(`\`${key}\``)),
    ).toEqual([]);
  });

  test('cases: every field can be given', () => {
    const { invocation = '', ...fields } = fieldsOf('Cases');
    expect(Object.keys(fields)).toEqual(['name', 'policy', 'policyFile', 'expect']);
    for (const field of ['principal', 'sourceAccount', 'unknown', 'route', 'apiAccount', 'function'])
      expect(invocation).toContain(`\`${field}\``);
  });
});

describe('fillExamples', () => {
  const run = (line: string) => `output of ${line}\n`;
  const block = (marker: string, inside: string) => `# A\n\n<!-- ${marker} -->\n\`\`\`text\n${inside}\`\`\`\n\nmore\n`;

  test.each([
    [
      'puts the output into an empty block',
      block('run: sourcearn a', ''),
      block('run: sourcearn a', 'output of sourcearn a\n'),
    ],
    [
      'puts it in place of another',
      block('run: sourcearn a', 'old\nand\n'),
      block('run: sourcearn a', 'output of sourcearn a\n'),
    ],
    ['leaves blocks without a marker alone', '```text\nold\n```\n', '```text\nold\n```\n'],
    [
      'fills each of several',
      block('run: sourcearn a', '') + block('run: sourcearn b', ''),
      block('run: sourcearn a', 'output of sourcearn a\n') + block('run: sourcearn b', 'output of sourcearn b\n'),
    ],
    ['puts a file into a block', block('file: .gitignore', ''), block('file: .gitignore', textOf('.gitignore'))],
  ])('%s', async (_, markdown, filled) => {
    expect(await fillExamples(markdown, run)).toBe(filled);
  });

  test.each<[what: string, markdown: string, run: (line: string) => string, says: RegExp]>([
    [
      'a marker without a block',
      '<!-- run: sourcearn a -->\n\ntext\n',
      run,
      /no fenced block follows <!-- run: sourcearn a -->/,
    ],
    ['a command that prints nothing', block('run: sourcearn a', ''), () => '', /cannot stand in a fenced block/],
    ['output that would end the block', block('run: sourcearn a', ''), () => '```\n', /cannot stand in a fenced block/],
  ])('refuses %s', async (_, markdown, runs, says) => {
    await expect(fillExamples(markdown, runs)).rejects.toThrow(says);
  });

  test.each<[line: string, words: string[]]>([
    ['sourcearn parse a.json', ['sourcearn', 'parse', 'a.json']],
    [`a "b c" 'd "e"' f`, ['a', 'b c', 'd "e"', 'f']],
    [`--route '$default' --x=''`, ['--route', '$default', '--x=']],
  ])('splits %s', (line, words) => {
    expect(wordsOf(line)).toEqual(words);
  });

  test.each([
    'a $b',
    'a *.json',
    'a "$default"',
    'a; b',
    "a 'b",
    'a {b}',
    'a > b',
    'a \\b',
    'a "`b`"',
  ])('refuses `%s`, which a shell would not take as it stands', (line) => {
    expect(() => wordsOf(line)).toThrow(/a shell would not take/);
  });
});
