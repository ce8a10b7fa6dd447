// Which function does a path name, read by a template such as `policies/{account}/{region}/{function}.json`?

import { isAccountId, isRegion, partitionOf } from '../../model/aws.js';
import type { Home } from './home.js';

/** What may stand in braces, and what it takes. */
const PARTS: Readonly<Record<string, (text: string) => boolean>> = {
  partition: (text) => /^aws[a-z-]*$/.test(text),
  region: isRegion,
  account: isAccountId,
  // AWS: Lambda API reference, FunctionName and Qualifier.
  function: (text) => /^[\w-]+$/.test(text),
  qualifier: (text) => /^[\w$-]+$/.test(text),
};

export const PATH_PARTS: readonly string[] = Object.keys(PARTS);

/** Reads paths by a template; a sentence where it is none. A path of more folders is read from its end. */
export function functionPath(template: string): ((path: string) => Home | undefined) | string {
  const pieces = template.split(/\{([^{}]*)\}/);
  const names = pieces.filter((_, index) => index % 2 === 1);
  const unknown = names.find((name) => !Object.hasOwn(PARTS, name));
  const expected = PATH_PARTS.map((name) => `\`{${name}}\``).join(', ');
  if (unknown !== undefined) return `expected one of ${expected}, found \`{${unknown}}\``;
  if (names.length === 0) return `expected ${expected} in it, found \`${template}\``;
  if (new Set(names).size < names.length) return 'a part stands twice in it';
  const wanted = plain(template).split('/');
  return (path) => {
    const segments = plain(path).split('/');
    if (segments.length < wanted.length) return undefined;
    const read = readSegments(wanted, segments.slice(-wanted.length));
    return read === undefined ? undefined : homeOf(read);
  };
}

/** With slashes, and without what says "here". */
function plain(path: string): string {
  return path
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/, '')
    .replace(/\/{2,}/g, '/');
}

type Parts = Readonly<Record<string, string>>;

function readSegments(wanted: readonly string[], segments: readonly string[]): Parts | undefined {
  let parts: Parts = {};
  for (const [index, segment] of segments.entries()) {
    const read = readSegment((wanted[index] as string).split(/\{([^{}]*)\}/), segment);
    if (read === undefined) return undefined;
    parts = { ...parts, ...read };
  }
  return parts;
}

/** Literal pieces at even places, names between them; every way to cut is tried, the shortest first. */
function readSegment([literal = '', name, ...rest]: readonly string[], text: string): Parts | undefined {
  if (!text.startsWith(literal)) return undefined;
  const behind = text.slice(literal.length);
  if (name === undefined) return behind === '' ? {} : undefined;
  for (let end = 1; end <= behind.length; end++) {
    const value = behind.slice(0, end);
    if (!PARTS[name]?.(value)) continue;
    const others = readSegment(rest, behind.slice(end));
    if (others !== undefined) return { [name]: value, ...others };
  }
  return undefined;
}

function homeOf({ partition, region, account, function: name, qualifier }: Parts): Home {
  const known = partition ?? (region === undefined ? undefined : partitionOf(region));
  return {
    ...(known === undefined ? {} : { partition: known }),
    ...(region === undefined ? {} : { region }),
    ...(account === undefined ? {} : { account }),
    ...(name === undefined ? {} : { name }),
    ...(qualifier === undefined ? {} : { qualifier: qualifier === '$LATEST' ? null : qualifier }),
  };
}
