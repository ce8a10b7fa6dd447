// What does every renderer draw? A verdict, what it rests on, and the way out, in that order; and the same as data.

import type { Finding, Rule } from './finding.js';
import type { Place, Source } from './place.js';

export type Tone = 'good' | 'bad' | 'unsure' | 'plain';

export type Block =
  /** The answer, on one line: a word and a sentence. */
  | { readonly kind: 'verdict'; readonly tone: Tone; readonly word: string; readonly text: string }
  /** A line of its own above others. */
  | { readonly kind: 'heading'; readonly text: string }
  /** A name and what it stands for; lines below it say more. */
  | { readonly kind: 'fact'; readonly name: string; readonly text: string; readonly more?: readonly string[] }
  /** Something about a place: a sentence, and the place itself under it. */
  | {
      readonly kind: 'remark';
      readonly tone: Tone;
      readonly text: string;
      readonly place?: Place;
      readonly more?: readonly string[];
    }
  /** Something noticed. */
  | { readonly kind: 'finding'; readonly finding: Finding }
  /** Lines as they are: a document, a message. */
  | { readonly kind: 'lines'; readonly lines: readonly string[] }
  /** A count that closes a list, on a line of its own. */
  | { readonly kind: 'count'; readonly text: string }
  /** What to do. */
  | { readonly kind: 'hint'; readonly text: string };

export interface Report {
  readonly blocks: readonly Block[];
  /** What is to be pasted: on standard output by itself, and the blocks apart from it. */
  readonly output?: string;
  /** The answer as HTTP text, where there is one: a status line, headers, the body. */
  readonly http?: string;
  /** Drawn apart from the answer: on standard error in a terminal, in `findings` of the data. */
  readonly findings: readonly Finding[];
  /** What the ids of its findings stand for, where formats want to tell. */
  readonly rules?: readonly Rule[];
  /** Whether some of the input could not be read. */
  readonly isIncomplete?: boolean;
  /** The answer as data: the JSON envelope. */
  readonly data: { readonly schemaVersion: 1; readonly question: string };
  /** The texts that places are places of. */
  readonly sources: readonly Source[];
}
