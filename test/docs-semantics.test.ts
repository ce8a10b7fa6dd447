// Does docs/semantics.md keep to its own rules: every fact graded, sourced and held by a test that exists?

import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { evaluate, type Grade } from '../src/index.js';
import { GRADES } from '../src/model/decision.js';
import { granting } from './support/granting.js';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

/** The rows of every table whose header begins so, as cells. */
function rowsOf(markdown: string, header: string): string[][] {
  const tables = (markdown.match(/(?:^\|.*\n?)+/gm) ?? []).filter((table) => table.startsWith(`| ${header}`));
  const cellsOf = (line: string) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
  return tables.flatMap((table) => table.trimEnd().split('\n').slice(2).map(cellsOf));
}

/** What is wrong with a row of facts; `textOf` is undefined for a file that is not there. */
function faultsOf(row: readonly string[], textOf: (path: string) => string | undefined): string[] {
  const [fact = '', grade = '', source = '', holders = ''] = row;
  const faults = row.length === 4 && fact !== '' && source !== '' ? [] : ['not four cells'];
  if (!Object.hasOwn(GRADES, grade)) faults.push(`no grade ${grade}`);
  for (const holder of holders.split('<br>')) {
    const [, path, title] = /^`(test\/[\w/-]+\.test\.ts)`: (\S.*)$/.exec(holder) ?? [];
    const text = path === undefined ? undefined : textOf(path);
    if (path === undefined || title === undefined) faults.push(`no test and title: ${holder}`);
    else if (text === undefined) faults.push(`no file ${path}`);
    else if (![`'${title}'`, `"${title}"`, `\`${title}\``].some((quoted) => text.includes(quoted)))
      faults.push(`${path} has no title: ${title}`);
  }
  return faults;
}

const document = read('docs/semantics.md');
const facts = rowsOf(document, 'fact | grade | source | held by |');

describe('facts', () => {
  test('are many, and every grade is explained as the program explains it', () => {
    expect(facts.length).toBeGreaterThan(80);
    expect(rowsOf(document, 'grade | evidence |').map(([grade]) => grade)).toEqual(Object.keys(GRADES) as Grade[]);
  });

  test.each(facts.map((row) => [row[0] as string, row] as const))('%s', (_, row) => {
    expect(
      faultsOf(row, (path) => (existsSync(new URL(`../${path}`, import.meta.url)) ? read(path) : undefined)),
    ).toEqual([]);
  });

  test.each<[fault: string, row: string[], says: RegExp]>([
    ['a cell too few', ['f', 'D', 's'], /^not four cells/],
    ['a grade nobody knows', ['f', 'X', 's', '`test/a.test.ts`: it holds'], /^no grade X$/],
    ['a test that is not there', ['f', 'D', 's', '`test/b.test.ts`: it holds'], /^no file test\/b\.test\.ts$/],
    ['a title that is not there', ['f', 'D', 's', '`test/a.test.ts`: holds'], /has no title: holds$/],
    ['no test at all', ['f', 'D', 's', ''], /^no test and title/],
  ])('%s is told', (_, row, says) => {
    const textOf = (path: string) => (path === 'test/a.test.ts' ? "test('it holds', …)" : undefined);
    expect(faultsOf(row, textOf).join('\n')).toMatch(says);
  });
});

describe('the table of grants', () => {
  const API = 'arn:aws:execute-api:us-east-2:111122223333:a1b2c3d4e5';
  const FUNCTION = 'arn:aws:lambda:us-east-2:111122223333:function:pets';
  const line = document.split('\n').find((one) => one.startsWith('| grant |')) ?? '';
  const suffixes = [...line.matchAll(/`([^`]+)`/g)].map(([, suffix]) => suffix as string);
  const rows = rowsOf(document, 'grant |').flatMap(([grants = '', ...cells]) => {
    const named = [...grants.matchAll(/`([^`]+)`/g)].map(([, grant]) => grant as string);
    return (named.length > 0 ? named : ['']).map((grant) => [grant, cells] as const);
  });

  test('has 17 grants and 9 columns', () => {
    expect([rows.length, suffixes.length]).toEqual([17, 9]);
  });

  test.each(rows)('`%s` matches what its row says', (grant, cells) => {
    const policy = granting(FUNCTION, API + grant);
    const words = { allowed: 'yes', implicitDeny: '–', explicitDeny: 'denied', unknown: 'unknown' };
    expect(
      suffixes.map((suffix) => words[evaluate(policy, { resource: FUNCTION, sourceArn: `${API}/${suffix}` }).verdict]),
    ).toEqual(cells);
  });
});
