// How far is work that takes longer than a moment? Told on standard error, and only where somebody looks at it.

import type { Io } from './command.js';

const MOMENT = 1000;
const PAUSE = 200;

/** One line that is written over, and wiped in the end. */
export class Progress {
  readonly #start = Date.now();
  #last = 0;

  constructor(
    readonly io: Io,
    /** What is done: "files read". */
    readonly what: string,
  ) {}

  /** So many are done by now. */
  tell(count: number): void {
    const now = Date.now();
    if (!this.io.isErrorTerminal || now - this.#start < MOMENT || now - this.#last < PAUSE) return;
    this.#last = now;
    this.io.stderr(`\r${count} ${this.what}`);
  }

  done(): void {
    if (this.#last > 0) this.io.stderr('\r\u001b[K');
  }
}
