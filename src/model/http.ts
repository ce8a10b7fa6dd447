// What goes over the wire? A request and a response of HTTP, as their bytes say it.

/** Header lines in their order, names as they are spelled; a name may stand on several lines. */
export type HeaderLines = readonly (readonly [name: string, value: string])[];

export interface HttpRequest {
  readonly method: string;
  /** What follows the host: path and query, percent-encoded as sent. A fragment is never sent. */
  readonly target: string;
  readonly headers: HeaderLines;
  /** Undefined where there is none. */
  readonly body?: Uint8Array;
  readonly sourceIp?: string;
  /** The API that its URL names. */
  readonly api?: { readonly id: string; readonly region: string };
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: HeaderLines;
  /** Text, or bytes in base64. */
  readonly body: string;
  readonly isBase64: boolean;
}

/** The values of a header, whatever the case of its name. */
export function headerValues(headers: HeaderLines, name: string): readonly string[] {
  const lower = name.toLowerCase();
  return headers.flatMap(([key, value]) => (key.toLowerCase() === lower ? [value] : []));
}

/** The first value of a header. */
export function headerValue(headers: HeaderLines, name: string): string | undefined {
  const lower = name.toLowerCase();
  return headers.find(([key]) => key.toLowerCase() === lower)?.[1];
}

/** What happens on a connection to a WebSocket API. */
export interface SocketEvent {
  readonly event: 'CONNECT' | 'MESSAGE' | 'DISCONNECT';
  /** The stage that is connected to. */
  readonly stage: string;
  /** The query of the URL that is connected to, as sent, without its question mark. */
  readonly query?: string;
  /** Of the handshake. */
  readonly headers: HeaderLines;
  /** Of a message. */
  readonly body?: string;
  readonly sourceIp?: string;
  /** The API that its URL names. */
  readonly api?: { readonly id: string; readonly region: string };
}

export type ApiRequest = HttpRequest | SocketEvent;

export function isSocketEvent(request: ApiRequest): request is SocketEvent {
  return 'event' in request;
}
