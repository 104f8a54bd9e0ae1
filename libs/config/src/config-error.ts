/** The environment is wrong. The message is one line for the operator and never holds a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(
    readonly variable: string,
    problem: string,
    example: string,
  ) {
    super(`${variable}: ${problem}, for example ${variable}=${example}`);
  }
}
