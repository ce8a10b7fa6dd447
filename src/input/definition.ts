// Which API does a text declare? JSON or YAML in, an Api out; what could not be read is told, and the rest given.

import type { Api, ApiType } from '../model/api.js';
import type { Finding } from '../model/finding.js';
import { type Locate, type Place, placeAt, pointerStep, type Source } from '../model/place.js';
import { isJsonObject, type Json, type JsonObject } from '../model/policy.js';
import { type Decoded, decode, decodeText } from './bytes.js';
import { Located } from './definition-reader.js';
import * as readers from './definitions/index.js';
import { duplicatesIn, mayHideMembers } from './duplicates.js';
import { type JsonFault, tooDeep, walkJson } from './json.js';
import { lazily } from './spot.js';
import { nameOf } from './statement.js';
import { locate, viewOf } from './view.js';
import { readYaml } from './yaml.js';

export interface DefinitionOptions {
  /** Which type of API it is, where the document may leave that open. */
  readonly type?: ApiType | undefined;
}

export interface DefinitionReading {
  /** Undefined where nothing sensible is left. */
  readonly api?: Api;
  /** With one of severity `error`, the API lacks something that the document says. */
  readonly findings: readonly Finding[];
  /** The text itself: what places in it are places of. */
  readonly source: Source;
}

/** Reads the document in a file, or on standard input. */
export function readDefinition(name: string, bytes: Uint8Array, options: DefinitionOptions = {}): DefinitionReading {
  return read(decode(name, bytes), options);
}

/** Reads a document that is text already. */
export function readDefinitionText(name: string, text: string, options: DefinitionOptions = {}): DefinitionReading {
  return read(decodeText(name, text), options);
}

const READERS = Object.values(readers);
const EXPECTED = `expected ${READERS.map(({ title }) => title).join(' or ')}, as JSON or YAML`;
const EXPORT =
  'export what is deployed: `aws apigateway get-export --parameters extensions=apigateway --export-type oas30`, or `aws apigatewayv2 export-api --specification OAS30 --output-type YAML`';

function read({ source, badLines }: Decoded, options: DefinitionOptions): DefinitionReading {
  const findings: Finding[] = [...badLines];
  const stray = strayText(source);
  if (stray !== undefined) return { findings: [...findings, stray], source };
  const { json, locate, findings: faults } = readValue(source);
  findings.push(...faults);
  if (json === undefined) return { findings, source };
  const tell = onceOnly(findings);
  const document = new Located({ json, locate });
  const reader = isJsonObject(json) ? READERS.find((one) => one.recognises(json)) : undefined;
  if (reader === undefined) {
    tell(notRead(document));
    return { findings, source };
  }
  const { type } = options;
  const api = reader.read(document, { tell, ...(type === undefined ? {} : { type }) });
  if (api === undefined) return { findings, source };
  const isIncomplete = findings.some(({ severity }) => severity === 'error');
  return { api: isIncomplete ? { ...api, isIncomplete } : api, findings, source };
}

/** What many refer to is read many times, and told once. Cost: `Located` gives each place as one object. */
function onceOnly(findings: Finding[]): (finding: Finding) => void {
  const told = new Map<Place | undefined, Set<string>>();
  return (finding) => {
    const { id, message, place } = finding;
    const here = told.get(place) ?? new Set();
    told.set(place, here);
    const key = `${id} ${message}`;
    if (!here.has(key)) findings.push(finding);
    here.add(key);
  };
}

/** A text that is no document, seen by how it begins. */
function strayText(source: Source): Finding | undefined {
  const { text } = source;
  const start = text.search(/[^\s\0]/);
  const fault = (id: string, message: string, hint: string): Finding => {
    const place = placeAt(source, '', Math.max(start, 0), Math.max(start, 0) + (start === -1 ? 0 : 1));
    return { id, severity: 'error', message, hint, place };
  };
  if (start === -1) {
    const hint = 'if a command was to print into it, look at what that wrote to standard error';
    return fault('empty-input', 'there is nothing in it', hint);
  }
  const begin = text.slice(start, start + 2000);
  if (begin.startsWith('<'))
    return fault(
      'html',
      'this is HTML or XML, not the definition of an API',
      'perhaps a sign-in or error page was saved in its place',
    );
  const error = /^(?:aws: \[ERROR\]: )?An error occurred \((\w+)\) when calling the \w+ operation/.exec(begin);
  if (error !== null)
    return fault('aws-error', `the AWS CLI failed with \`${error[1]}\``, 'run the command again once it may succeed');
  if (/^(?:(?:#|\/\/)[^\n]*\n\s*)*(?:resource|module|data|provider|variable)[ \t]+"[^"\n]*"[^{\n]*\{/.test(begin))
    return fault('not-read-yet', 'this is Terraform configuration, which is not read yet', EXPORT);
  return undefined;
}

interface Value {
  readonly json?: Json;
  readonly findings: readonly Finding[];
  readonly locate: Locate;
}

/** JSON where it begins like it; a file that is called so is YAML, which braces may begin as well. */
function readValue(source: Source): Value {
  const isJson = /^\s*[{[]/.test(source.text);
  const value = isJson ? readJson(source) : undefined;
  const isYaml = /\.ya?ml$/i.test(source.name);
  return value === undefined || (value.json === undefined && isYaml) ? readYaml(source) : value;
}

function readJson(source: Source): Value {
  const { text } = source;
  const view = lazily(() => viewOf(source));
  const place: Locate = (pointer, part) => locate(view(), pointer, part);
  const fail = (id: string, message: string, at: number): Value => ({
    findings: [
      { id, severity: 'error', message, hint: EXPECTED, place: placeAt(source, '', at, Math.min(at + 1, text.length)) },
    ],
    locate: place,
  });
  const broken = ({ at, message, isTooDeep }: JsonFault): Value =>
    isTooDeep ? fail('too-deep', tooDeep('definition'), at) : fail('not-json', message, at);
  let json: Json;
  try {
    json = JSON.parse(text) as Json;
  } catch {
    const end = walkJson(text, 0, {});
    if (typeof end !== 'number') return broken(end);
    const rest = text.slice(end).search(/[^ \t\n\r]/);
    return fail('not-json', 'something follows the end of the document', end + Math.max(rest, 0));
  }
  if (!mayHideMembers(json, text)) return { json, findings: [], locate: place };
  const end = walkJson(text, 0, {});
  if (typeof end !== 'number') return broken(end);
  return { json, findings: duplicates(source, place), locate: place };
}

/** Enough to see what is wrong. */
const MANY = 20;

function duplicates(source: Source, place: Locate): readonly Finding[] {
  return duplicatesIn(viewOf(source))
    .slice(0, MANY)
    .map(({ pointer, key }) => ({
      id: 'duplicate-key',
      severity: 'warning',
      message: `the name \`${key}\` stands twice in one object`,
      hint: 'the last one is read; remove the others',
      place: place(pointer + pointerStep(key), 'key'),
    }));
}

/** What else people have at hand, and how to get from there to what is read. */
const FOREIGN: readonly (readonly [is: (json: JsonObject) => boolean, what: string, hint: string])[] = [
  [isSam, 'a SAM template, which is not read yet', EXPORT],
  [isCloudFormation, 'a CloudFormation template, which is not read yet', EXPORT],
  [isTerraform, 'a Terraform plan, state or configuration, which is not read yet', EXPORT],
  [
    (json) => json['contentDisposition'] !== undefined,
    'what `get-export` prints on standard output',
    'the document is in the file that the command wrote',
  ],
];

function notRead(document: Located): Finding {
  const { json } = document;
  const foreign = isJsonObject(json) ? FOREIGN.find(([is]) => is(json)) : undefined;
  if (foreign === undefined) {
    const message = `${nameOf(json)} that does not declare an API`;
    return { id: 'not-a-definition', severity: 'error', message, hint: EXPECTED, place: document.place() };
  }
  const [, what, hint] = foreign;
  const [first] = document.members();
  return {
    id: 'not-read-yet',
    severity: 'error',
    message: `this is ${what}`,
    hint,
    place: first?.[1].place('key') ?? document.place(),
  };
}

function isSam(json: JsonObject): boolean {
  return (
    isCloudFormation(json) &&
    [json['Transform']].flat().some((one) => typeof one === 'string' && one.startsWith('AWS::Serverless-'))
  );
}

function isCloudFormation(json: JsonObject): boolean {
  if (json['AWSTemplateFormatVersion'] !== undefined) return true;
  const resources = json['Resources'];
  if (!isJsonObject(resources)) return false;
  return Object.values(resources).some(
    (one) => isJsonObject(one) && /^(?:AWS|Custom)::/.test(typeof one['Type'] === 'string' ? one['Type'] : ''),
  );
}

function isTerraform(json: JsonObject): boolean {
  return json['terraform_version'] !== undefined || (isJsonObject(json['resource']) && json['paths'] === undefined);
}
