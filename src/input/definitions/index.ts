// Which kinds of document that declare an API are there?

export { openapi } from './openapi.js';
export { swagger } from './swagger.js';
