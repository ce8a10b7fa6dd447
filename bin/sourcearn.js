#!/usr/bin/env node
// Hands the process to the CLI, and exits with its number.

import { runProcess } from '../dist/cli.js';

process.exitCode = await runProcess(process);
