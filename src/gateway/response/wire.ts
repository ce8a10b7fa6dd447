// Which headers does every response have, whoever made it?

import { type HeaderLines, headerValue } from '../../model/http.js';
import type { Facts } from '../event/facts.js';

/** In bytes. */
export function contentLength(body: string, isBase64 = false): string {
  return String(Buffer.byteLength(body, isBase64 ? 'base64' : 'utf8'));
}

// Recorded: as the client asked for it.
export function connectionOf(requestHeaders: HeaderLines): string {
  return headerValue(requestHeaders, 'connection')?.toLowerCase() === 'close' ? 'close' : 'keep-alive';
}

export function dateOf({ time }: Facts): string {
  return new Date(time).toUTCString();
}
