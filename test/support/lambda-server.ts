// Where do the AWS CLI's requests go in a test? To Lambda's permission API in process, behind HTTP on a port of this machine.

import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { LambdaError } from '../../src/lambda/error.js';
import { PermissionApi, type PermissionApiOptions } from '../../src/lambda/permission-api.js';
import type { AddPermissionRequest } from '../../src/lambda/request.js';

export interface Lambda {
  readonly url: string;
  /** What was asked for, in order, with the region it was signed for: `us-east-2 POST /2015-03-31/functions/orders/policy`. */
  readonly requests: readonly string[];
}

interface Reply {
  readonly status: number;
  readonly body?: object;
  /** The exception, where it is one. */
  readonly code?: string;
}

/** Listens on a free port of 127.0.0.1 for as long as `use` takes, and keeps no process alive. */
export async function withLambda(options: PermissionApiOptions, use: (lambda: Lambda) => Promise<void>): Promise<void> {
  const api = new PermissionApi(options);
  const requests: string[] = [];
  const server = createServer(async (request, response) => {
    requests.push(`${regionOf(request)} ${request.method} ${request.url}`);
    const { status, body, code } = await answer(api, request);
    const type = code === undefined ? {} : { 'x-amzn-ErrorType': code };
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close', ...type });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  try {
    await use({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

// AWS: IAM guide, "Elements of an AWS API request signature": `Credential=<key>/<date>/<region>/lambda/aws4_request`.
function regionOf({ headers }: IncomingMessage): string {
  const [, region] = /Credential=[^/]*\/\d{8}\/([^/]+)\/lambda\/aws4_request/.exec(headers.authorization ?? '') ?? [];
  return region ?? 'unsigned';
}

/** A refusal is told as Lambda tells it: status, header, and a body with the message. */
async function answer(api: PermissionApi, request: IncomingMessage): Promise<Reply> {
  try {
    return ask(api, request.method ?? '', new URL(request.url ?? '/', 'http://127.0.0.1'), await text(request));
  } catch (error) {
    const { code, status, message } =
      error instanceof LambdaError ? error : { code: 'SerializationException', status: 400, message: String(error) };
    return { status, code, body: { Type: 'User', message } };
  }
}

// AWS: Lambda API reference, the request syntax of AddPermission, GetPolicy and RemovePermission.
const PATH = /^\/2015-03-31\/functions\/([^/]+)\/policy(?:\/([^/]+))?$/;

function ask(api: PermissionApi, method: string, { pathname, searchParams }: URL, body: string): Reply {
  const [, name, sid] = PATH.exec(pathname) ?? [];
  if (name === undefined) throw new Error(`no such path: ${pathname}`);
  const request = { FunctionName: decodeURIComponent(name), ...Object.fromEntries(searchParams) };
  switch (sid === undefined ? method : `${method} sid`) {
    case 'POST': {
      const members = JSON.parse(body) as Omit<AddPermissionRequest, 'FunctionName'>;
      return { status: 201, body: api.addPermission({ ...members, ...request }) };
    }
    case 'GET':
      return { status: 200, body: api.getPolicy(request) };
    case 'DELETE sid':
      api.removePermission({ ...request, StatementId: decodeURIComponent(sid as string) });
      return { status: 204 };
    default:
      throw new Error(`no such operation: ${method} ${pathname}`);
  }
}
