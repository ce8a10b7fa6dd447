// Which output formats are there?

export { github } from './github.js';
export { http } from './http.js';
export { json } from './json.js';
export { sarif } from './sarif.js';
export { text } from './text.js';
