// Which files does a glob match? minimatch picks files, never ARNs.

import { Minimatch } from 'minimatch';
import type { Files } from './command.js';

export interface Matched {
  /** In the order of their paths. */
  readonly paths: readonly string[];
  /** Folders that could not be looked into, and links that lead nowhere, and why. */
  readonly locked: readonly { readonly folder: string; readonly reason: string }[];
  /** Links to folders, which are not walked into. */
  readonly linked: readonly string[];
}

export function hasMagic(text: string): boolean {
  return new Minimatch(text, { magicalBraces: true }).hasMagic();
}

/** Whether one of the globs matches a path, or its name where the glob has no slash. */
export function isMatched(path: string, globs: readonly string[]): boolean {
  const plain = (text: string) => text.replace(/^(?:\.\/)+/, '');
  return globs.some((glob) => new Minimatch(plain(glob), { matchBase: true, dot: true }).match(plain(path)));
}

/** Linked folders are not walked into, so that no loop is walked. */
export async function filesMatching(pattern: string, files: Files): Promise<Matched> {
  // The folder before the first letter that may be special.
  const slash = pattern.lastIndexOf('/', pattern.search(/[*?[\]{}()!+@]/));
  const walker = new Walker(new Minimatch(pattern), files);
  await walker.walk(slash === -1 ? '' : pattern.slice(0, slash) || '/');
  return walker;
}

class Walker implements Matched {
  readonly paths: string[] = [];
  readonly locked: { folder: string; reason: string }[] = [];
  readonly linked: string[] = [];

  constructor(
    readonly glob: Minimatch,
    readonly files: Files,
  ) {}

  async walk(folder: string): Promise<void> {
    if ((await this.files.kindOf(folder || '.')) !== 'folder') return;
    for (const { name, isFolder } of await this.#list(folder || '.')) {
      const path = folder === '' || folder === '/' ? folder + name : `${folder}/${name}`;
      if (isFolder) {
        if (this.glob.match(path, true)) await this.walk(path);
      } else await this.#leaf(path);
    }
  }

  /** A file, or a link to something: what is not followed or leads nowhere is told. */
  async #leaf(path: string): Promise<void> {
    const isWhole = this.glob.match(path);
    if (!isWhole && !this.glob.match(path, true)) return;
    const kind = await this.files.kindOf(path);
    if (kind === 'folder') this.linked.push(path);
    else if (isWhole && kind === 'file') this.paths.push(path);
    else if (isWhole && kind === undefined)
      this.locked.push({ folder: path, reason: 'it is a link that leads nowhere, or in a circle' });
  }

  async #list(folder: string) {
    try {
      return await this.files.list(folder);
    } catch (error) {
      this.locked.push({ folder, reason: error instanceof Error ? error.message : String(error) });
      return [];
    }
  }
}
