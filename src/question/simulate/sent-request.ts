// How is what was sent told: as data, and in a few words?

import { type ApiRequest, type HeaderLines, isSocketEvent, type SocketEvent } from '../../model/http.js';

/** A request as data: its body as text, or in base64. */
export type SentRequest =
  | {
      readonly method: string;
      readonly target: string;
      readonly headers: HeaderLines;
      readonly body: string | null;
      readonly isBase64: boolean;
    }
  | SocketEvent;

export function sentRequest(request: ApiRequest): SentRequest {
  if (isSocketEvent(request)) return request;
  const { method, target, headers, body } = request;
  if (body === undefined) return { method, target, headers, body: null, isBase64: false };
  const { buffer, byteOffset, byteLength } = body;
  const bytes = Buffer.from(buffer, byteOffset, byteLength);
  const text = bytes.toString('utf8');
  const isBase64 = Buffer.compare(Buffer.from(text, 'utf8'), bytes) !== 0;
  return { method, target, headers, body: isBase64 ? bytes.toString('base64') : text, isBase64 };
}

const SOCKET = { CONNECT: 'connect', MESSAGE: 'message', DISCONNECT: 'disconnect' } as const;

/** `GET /prod/pets/7`, or what happens on a connection. */
export function httpRequestText(request: SentRequest): string {
  if (!('event' in request)) return `${request.method} ${request.target}`;
  const { event, stage, body, query = '' } = request;
  const more = event === 'MESSAGE' ? ` ${(body ?? '').slice(0, 60)}` : query === '' ? '' : `?${query}`;
  return `${SOCKET[event]} ${stage}${more}`;
}
