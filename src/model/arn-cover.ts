// Does every ARN that one pattern matches match another? Component by component, as AWS compares them.

import { type Cover, covers } from '../glob/relate.js';
import type { Arn } from './arn.js';

const COMPONENTS = ['partition', 'service', 'region', 'account', 'resource'] as const;

/** Whether `a` matches every ARN that `b` matches; the witness is a text of the first component that tells them apart. */
export function coversArn(a: Arn, b: Arn): Cover {
  let unknown: Cover | undefined;
  for (const name of COMPONENTS) {
    const cover = covers(a[name], b[name]);
    if (cover.truth === 'no') return cover;
    if (cover.truth === 'unknown') unknown = cover;
  }
  return unknown ?? { truth: 'yes' };
}
