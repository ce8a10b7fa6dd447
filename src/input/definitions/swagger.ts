// Is it Swagger 2, as `get-export` prints it, and which REST API does it declare?

import type { DefinitionReader } from '../definition-reader.js';
import { readDocument } from '../openapi/document.js';
import type { Evidence } from '../openapi/evidence.js';
import { wordIn } from '../openapi/fields.js';
import { urlsOfHost } from '../openapi/servers.js';

export const swagger: DefinitionReader = {
  id: 'swagger',
  title: 'Swagger 2 (`get-export --export-type swagger`)',
  sample:
    '{"swagger": "2.0", "info": {"title": "pets", "version": "1.0"}, "paths": {"/pets": {"get": {"x-amazon-apigateway-integration": {"type": "aws_proxy", "httpMethod": "POST", "uri": "arn:aws:apigateway:us-east-2:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-2:111122223333:function:pets/invocations"}}}}}',
  recognises: (json) => json['swagger'] !== undefined && json['openapi'] === undefined,
  read(document, told) {
    const version = document.child('swagger');
    if (version === undefined || !/^2(?:\.|$)/.test(wordIn(version))) {
      const message = 'expected Swagger 2, the version that API Gateway exports';
      told.tell({ id: 'unknown-version', severity: 'error', message, place: (version ?? document).place() });
      return undefined;
    }
    // AWS: API Gateway guide, "Use OpenAPI definitions for HTTP APIs": those are OpenAPI 3.
    const evidence: Evidence = { type: 'rest', what: 'a Swagger 2 document', place: () => version.place('key') };
    const schemes = document.child('securityDefinitions');
    return readDocument(document, { schemes, urls: urlsOfHost(document), evidence: [evidence] }, told);
  },
};
