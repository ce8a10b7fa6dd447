// Which families of condition operators are there?

export { arn } from './arn.js';
export { binary } from './binary.js';
export { bool } from './bool.js';
export { date } from './date.js';
export { ipAddress } from './ip-address.js';
export { numeric } from './numeric.js';
export { string } from './string.js';
