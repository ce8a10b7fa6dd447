// In which forms can a grant be written?

export { cdk } from './cdk.js';
export { cliInputJson } from './cli-input-json.js';
export { cloudformation } from './cloudformation.js';
export { cloudformationJson } from './cloudformation-json.js';
export { command } from './command.js';
export { policy } from './policy.js';
export { powershell } from './powershell.js';
export { putResourcePolicy } from './put-resource-policy.js';
export { sam } from './sam.js';
export { statement } from './statement.js';
export { terraform } from './terraform.js';
