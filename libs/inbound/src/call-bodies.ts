import { finished } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { RetryableError, within } from '@rto/kernel';
import { json } from 'body-parser';
import type { Request, Response } from 'express';

/** A campaign for 14,000 people with 583 bytes each; an event has less than one thousandth. */
const LIMIT = '8mb';
/** What is larger, or does not say how large it is, waits for its turn. */
const SMALL_BYTES = 100_000;
/** Large ones that are in memory at a time: what REGOS sends is bounded, whatever it sends at once. */
const LARGE_AT_ONCE = 4;
/** The documentation allows an answer 30 s. */
const TURN_TIMEOUT_MS = 10_000;

/** Reads what REGOS sends as JSON, whatever type it says that it has. */
@Injectable()
export class CallBodies {
  private readonly parse = json({ limit: LIMIT, type: () => true });
  private readonly waiting = new Set<() => void>();
  private free = LARGE_AT_ONCE;

  /**
   * The body; undefined when there is none. A large one keeps its turn until it is answered.
   * @throws RetryableError when too many large ones are read already
   * @throws the parser's error, with the `status` that it is worth
   */
  async read(request: Request, response: Response): Promise<unknown> {
    if (!isSmall(request)) {
      await this.turn();
      finished(response, () => this.leave()); // also of a caller that has hung up by now
    }
    await new Promise<void>((resolve, reject) =>
      this.parse(request, response, (error?: Error) => (error ? reject(error) : resolve())),
    );
    return request.body;
  }

  private async turn(): Promise<void> {
    if (this.free > 0) {
      this.free -= 1;
      return;
    }
    let begin = (): void => undefined;
    const turn = new Promise<void>((resolve) => (begin = resolve));
    this.waiting.add(begin);
    try {
      await within(TURN_TIMEOUT_MS, turn, () => new RetryableError('too many large calls at once'));
    } finally {
      this.waiting.delete(begin);
    }
  }

  private leave(): void {
    const [next] = this.waiting;
    if (!next) {
      this.free += 1;
      return;
    }
    this.waiting.delete(next);
    next();
  }
}

function isSmall({ headers }: Request): boolean {
  const isAsLongAsItSays =
    headers['transfer-encoding'] === undefined && headers['content-encoding'] === undefined;
  return isAsLongAsItSays && Number(headers['content-length'] ?? 0) <= SMALL_BYTES;
}
