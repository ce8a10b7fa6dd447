// How may an API be named, and what is wrong with how it is?

import { isAccountId, isRegion } from '../model/aws.js';

/** An API, and where it is if not where the function is. */
export interface ApiName {
  readonly api: string;
  readonly apiRegion?: string;
  readonly apiAccount?: string;
}

/** What is wrong with it, in sentences. */
export function apiFaults({ api, apiRegion, apiAccount }: ApiName): readonly string[] {
  return [
    ...(isSegment(api) ? [] : [`expected an API id such as \`a1b2c3d4e5\`, found \`${api}\``]),
    ...(apiRegion === undefined || isRegion(apiRegion)
      ? []
      : [`expected the API's region, such as \`us-east-2\`, found \`${apiRegion}\``]),
    ...(apiAccount === undefined || isAccountId(apiAccount)
      ? []
      : [`expected the API's account, 12 digits, found \`${apiAccount}\``]),
  ];
}

/** Whether a text may be one segment of what is presented: a star of its own would be taken for a letter. */
export function isSegment(text: string): boolean {
  return text !== '' && !/[\s/:*?]/.test(text);
}
