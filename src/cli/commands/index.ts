// Which commands are there? Each is loaded when it is called.

export const audit = async () => (await import('./audit.js')).audit;
export const evaluate = async () => (await import('./evaluate.js')).evaluate;
export const grant = async () => (await import('./grant.js')).grant;
export const parse = async () => (await import('./parse.js')).parse;
export const simulate = async () => (await import('./simulate.js')).simulate;
