// Is it OpenAPI 3, as `get-export` and `export-api` print it, and which API does it declare?

import type { DefinitionReader } from '../definition-reader.js';
import { readDocument } from '../openapi/document.js';
import { wordIn } from '../openapi/fields.js';
import { urlsOfServers } from '../openapi/servers.js';

export const openapi: DefinitionReader = {
  id: 'openapi',
  title: 'OpenAPI 3 (`get-export --export-type oas30`, `export-api --specification OAS30`)',
  sample:
    '{"openapi": "3.0.1", "info": {"title": "orders", "version": "1.0"}, "paths": {"/orders": {"get": {"x-amazon-apigateway-integration": {"type": "aws_proxy", "httpMethod": "POST", "uri": "arn:aws:lambda:us-east-2:111122223333:function:orders", "payloadFormatVersion": "2.0"}}}}}',
  recognises: (json) => json['openapi'] !== undefined && json['swagger'] === undefined,
  read(document, told) {
    const version = document.child('openapi');
    // YAML without quotes has `3.0` as a number.
    if (!/^3(?:\.|$)/.test(wordIn(version))) {
      const message = 'expected OpenAPI 3, the version that API Gateway exports';
      told.tell({ id: 'unknown-version', severity: 'error', message, place: (version ?? document).place() });
      return undefined;
    }
    const schemes = document.child('components')?.child('securitySchemes');
    return readDocument(document, { schemes, urls: urlsOfServers(document.child('servers')), evidence: [] }, told);
  },
};
