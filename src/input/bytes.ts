// Which text do these bytes hold, and which of them are no text?

import { isUtf8 } from 'node:buffer';
import type { Finding } from '../model/finding.js';
import { placeAt, type Source } from '../model/place.js';

export interface Decoded {
  readonly source: Source;
  /** One for each line with bytes that are no text, in order: what stands there is not what was written. */
  readonly badLines: readonly Finding[];
}

/** Decodes a file. UTF-16 with a byte order mark is what PowerShell's `>` writes, so it is read as well. */
export function decode(name: string, bytes: Uint8Array): Decoded {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  // The decoder drops a byte order mark.
  const source = { name, text: new TextDecoder(encoding).decode(bytes) };
  return { source, badLines: encoding === 'utf-8' && !isUtf8(bytes) ? badLinesOf(source, bytes) : [] };
}

/** Text that is text already; a byte order mark is dropped. */
export function decodeText(name: string, text: string): Decoded {
  return { source: { name, text: text.startsWith('\ufeff') ? text.slice(1) : text }, badLines: [] };
}

function badLinesOf(source: Source, bytes: Uint8Array): Finding[] {
  const bad: Finding[] = [];
  let start = 0;
  let offset = 0;
  for (const line of source.text.split('\n')) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline === -1 ? bytes.length : newline;
    if (!isUtf8(bytes.subarray(start, end))) {
      const at = offset + Math.max(0, line.indexOf('\ufffd'));
      bad.push({
        id: 'not-utf-8',
        severity: 'error',
        message: 'bytes that are not UTF-8, so the document they stand in is not read',
        hint: 'save the file as UTF-8',
        place: placeAt(source, '', at, at + 1),
      });
    }
    start = end + 1;
    offset += line.length + 1;
  }
  return bad;
}
