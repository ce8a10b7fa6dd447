// What stands in for `node:child_process` in the bundled CLI? Nothing: it starts no processes.

module.exports = {};
