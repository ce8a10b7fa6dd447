// Which files does a glob match? minimatch picks files, never ARNs.

import { Minimatch } from 'minimatch';
import type { Files } from './command.js';

export function hasMagic(text: string): boolean {
  return new Minimatch(text).hasMagic();
}

/** Files in the order of their paths; linked folders are not walked into. */
export function filesMatching(pattern: string, files: Files): Promise<readonly string[]> {
  const segments = pattern.split('/');
  const first = segments.findIndex(hasMagic);
  const folder = segments.slice(0, first).join('/');
  return walk(pattern.startsWith('/') && folder === '' ? '/' : folder, new Minimatch(pattern), files);
}

async function walk(folder: string, glob: Minimatch, files: Files): Promise<readonly string[]> {
  if ((await files.kindOf(folder || '.')) !== 'folder') return [];
  const found: string[] = [];
  for (const { name, isFolder } of await files.list(folder || '.')) {
    const path = folder === '' || folder === '/' ? folder + name : `${folder}/${name}`;
    if (isFolder && glob.match(path, true)) found.push(...(await walk(path, glob, files)));
    else if (!isFolder && glob.match(path) && (await files.kindOf(path)) === 'file') found.push(path);
  }
  return found;
}
