/** A server that the tests were given or that was started for them. */
export interface TestService {
  readonly url: string;
  stop(): Promise<void>;
  /** The same where nothing can be awaited. */
  kill(): void;
}
