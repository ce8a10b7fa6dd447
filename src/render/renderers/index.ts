// Which output formats are there?

export { json } from './json.js';
export { text } from './text.js';
