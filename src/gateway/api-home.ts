// Where is an API, and under which host name do its callers find it?

import type { Api } from '../model/api.js';
import { domainOf } from '../model/aws.js';
import { parseFunctionArn } from '../model/function-arn.js';
import type { ApiRequest } from '../model/http.js';

export interface ApiHome {
  readonly id: string;
  readonly region: string;
  readonly account: string;
  /** `a1b2c3d4e5.execute-api.us-east-2.amazonaws.com`. */
  readonly host: string;
}

/** What the API does not say, the URL does, or it is the function's that is called; a sentence where none of them says it. */
export function apiHome(api: Api, functionArn?: string, inUrl?: ApiRequest['api']): ApiHome | string {
  const { id = inUrl?.id, region = inUrl?.region, account } = api;
  const fn = functionArn === undefined ? undefined : parseFunctionArn(functionArn);
  if (id === undefined) return 'the id of the API is not known';
  const where = region ?? fn?.region;
  if (where === undefined) return 'the region of the API is not known';
  const whose = account ?? fn?.account;
  if (whose === undefined) return 'the account of the API is not known';
  return { id, region: where, account: whose, host: `${id}.execute-api.${where}.${domainOf(where)}` };
}

// AWS: API Gateway guide, "Invoke REST APIs in API Gateway": the default endpoint; private APIs name their endpoint
// behind the id, FIPS endpoints are called so, dual-stack endpoints end in `api.aws`.
const EXECUTE_API_HOST = /^([a-z0-9]+)(?:-vpce-[a-z0-9]+)?\.execute-api(?:-fips)?\.([^.]+)\.(?:vpce\.)?(.+)$/;

/** The API and its region that a host name says; undefined for custom domains. */
export function parseExecuteApiHost(host: string): { readonly id: string; readonly region: string } | undefined {
  const { id, region } = parseDeclaredHost(host) ?? {};
  return id === undefined || region === undefined ? undefined : { id, region };
}

/** The same of a host name in a document, where a template may fill in the region: then that is undefined. */
export function parseDeclaredHost(host: string): { readonly id: string; readonly region?: string } | undefined {
  const [, id, region = '', domain = ''] = EXECUTE_API_HOST.exec(host.toLowerCase()) ?? [];
  if (id === undefined) return undefined;
  if (region.includes('{')) return { id };
  const isRegional = /^[a-z0-9-]+$/.test(region) && [domainOf(region), 'api.aws'].includes(domain);
  return isRegional ? { id, region } : undefined;
}
