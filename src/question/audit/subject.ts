// What does a check look at? One policy, and where its function lives.

import type { Pattern } from '../../glob/pattern.js';
import { languageVersion, type Policy } from '../../model/policy.js';
import { patternReader, variableRule } from '../evaluate/variables.js';
import { type Home, homeOfPolicy, homeOver } from './home.js';
import { AuditedStatement } from './statement.js';

export class Subject {
  readonly statements: readonly AuditedStatement[];
  /** The function: as we are told, else as all Resources say. */
  readonly home: Home;
  /** Reads a text of the policy as a pattern, by the rules of its version. */
  readonly read: (text: string, wildcards: boolean) => Pattern;

  constructor(
    readonly policy: Policy,
    /** What is known of the function beside the policy. */
    readonly told: Home = {},
  ) {
    this.home = homeOver(told, homeOfPolicy(policy));
    this.read = patternReader(variableRule(languageVersion(policy)));
    this.statements = policy.statements.map((statement, index) => new AuditedStatement(this, statement, index));
  }
}
