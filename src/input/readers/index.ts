// Which formats of input are there?

export { addPermission } from './add-permission.js';
export { getPolicy } from './get-policy.js';
export { policyDocument } from './policy-document.js';
export { statement } from './statement.js';
