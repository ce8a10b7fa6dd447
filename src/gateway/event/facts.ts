// What differs from one call to the next, however alike they are? Its time and its ids.

export interface Facts {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** A UUID. */
  readonly requestId: string;
  /** Sixteen letters as `JKJaXmPLvHcESHA=`; of HTTP APIs the only request id. */
  readonly extendedRequestId: string;
  /** `Root=1-…`. */
  readonly traceId: string;
  readonly deploymentId: string;
  readonly resourceId: string;
  readonly connectionId: string;
  readonly messageId: string;
  /** What Lambda calls the call of the function: not API Gateway's id of the request. */
  readonly functionRequestId: string;
  /** The same of the authorizer's function. */
  readonly authorizerRequestId: string;
}

/** Where time and ids come from. */
export interface Clock {
  /** Milliseconds since 1970; default `Date.now`. */
  readonly now?: () => number;
  /** From 0 up to 1, from which ids are made; default `Math.random`. The same numbers make the same ids. */
  readonly random?: () => number;
}

export function factsOf({ now = Date.now, random = Math.random }: Clock = {}): Facts {
  const said = now();
  // What is no time is the first one there is.
  const time = Number.isFinite(said) && Math.abs(said) <= 8.64e15 ? said : 0;
  const hex = (digits: number) => lettersOf('0123456789abcdef', digits, random);
  // RFC 9562, version 4.
  const uuid = () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;
  const epoch = Math.max(0, Math.floor(time / 1000)) % 0x1_0000_0000;
  return {
    time,
    requestId: uuid(),
    extendedRequestId: `${lettersOf(BASE64, 15, random)}=`,
    // AWS: X-Ray guide, "Tracing header": version, seconds in hexadecimal digits, 96 bits.
    traceId: `Root=1-${epoch.toString(16).padStart(8, '0')}-${hex(24)}`,
    deploymentId: lettersOf(BASE36, 6, random),
    resourceId: lettersOf(BASE36, 6, random),
    connectionId: `${lettersOf(BASE64, 15, random)}=`,
    messageId: `${lettersOf(BASE64, 15, random)}=`,
    functionRequestId: uuid(),
    authorizerRequestId: uuid(),
  };
}

const BASE36 = '0123456789abcdefghijklmnopqrstuvwxyz';
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Cost: a random number makes several letters. */
function lettersOf(alphabet: string, count: number, random: () => number): string {
  let text = '';
  while (text.length < count) {
    let number = Math.floor(random() * 2 ** 30);
    for (let left = Math.min(5, count - text.length); left > 0; left--) {
      text += alphabet[Math.abs(number % alphabet.length)] ?? '0';
      number = Math.floor(number / alphabet.length);
    }
  }
  return text;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The time as CLF has it: `09/Apr/2015:12:34:56 +0000`. */
export function clfTime(time: number): string {
  const date = new Date(time);
  const [day, hours, minutes, seconds] = [
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
  ].map((part) => String(part).padStart(2, '0'));
  return `${day}/${MONTHS[date.getUTCMonth()]}/${date.getUTCFullYear()}:${hours}:${minutes}:${seconds} +0000`;
}
