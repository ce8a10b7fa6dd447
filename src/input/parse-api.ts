// Which API does this text, or this value, declare? The library's way in; it never throws.

import type { ApiType } from '../model/api.js';
import { type DefinitionReading, readDefinition, readDefinitionText } from './definition.js';

export interface ApiText {
  /** What places call the text; default `api`. */
  readonly source?: string;
  /** Which type of API it is, where the document may leave that open. */
  readonly type?: ApiType | undefined;
}

/**
 * Reads what `aws apigateway get-export` or `aws apigatewayv2 export-api` printed: OpenAPI 3 or Swagger 2, JSON or YAML.
 * Bytes are decoded; any other value is read as the JSON it would print.
 */
export function parseApi(input: unknown, { source = 'api', type }: ApiText = {}): DefinitionReading {
  if (typeof input === 'string') return readDefinitionText(source, input, { type });
  if (input instanceof Uint8Array) return readDefinition(source, input, { type });
  let text: string | undefined;
  try {
    text = JSON.stringify(input);
  } catch {
    // Circles, big integers, a `toJSON` that throws.
    const message = 'the value has no JSON: it goes in circles, or holds what JSON does not have';
    return { findings: [{ id: 'not-json', severity: 'error', message }], source: { name: source, text: '' } };
  }
  return readDefinitionText(source, text ?? '', { type });
}
