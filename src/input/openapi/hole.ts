// Does a template fill in this value when it is deployed?

import { isJsonObject, type Json } from '../../model/policy.js';

const LENGTH = 200;

/** A value that a template fills in, as text: `{"Fn::Sub": …}`, `{"Ref": …}`, or a tag of YAML such as `!Sub`. */
export function holeIn(json: Json): string | undefined {
  if (!isJsonObject(json)) return undefined;
  const [name, ...others] = Object.keys(json);
  if (name === undefined || others.length > 0 || !/^(?:!|Fn::|Ref$)/.test(name)) return undefined;
  const value = json[name] as Json;
  const text = name.startsWith('!') ? `${name} ${typeof value === 'string' ? value : brief(value)}` : brief(json);
  return text.length > LENGTH ? `${text.slice(0, LENGTH)}…` : text;
}

/** Cost: aliases may make a value far larger than its text, so it is not printed whole. */
function brief(json: Json, depth = 0): string {
  if (typeof json !== 'object' || json === null) return JSON.stringify(json).slice(0, LENGTH);
  if (depth > 3) return '…';
  const entries = Object.entries(json).slice(0, 10);
  if (Array.isArray(json)) return `[${entries.map(([, value]) => brief(value, depth + 1)).join(',')}]`;
  return `{${entries.map(([name, value]) => `${JSON.stringify(name)}:${brief(value, depth + 1)}`).join(',')}}`;
}
