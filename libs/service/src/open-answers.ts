import type { ServerResponse } from 'node:http';

/** Answers that are not sent yet. A connection that is kept alive after its answer would hold up the end for 5 s. */
export class OpenAnswers {
  private readonly open = new Set<ServerResponse>();

  add(response: ServerResponse): void {
    this.open.add(response);
    response.once('close', () => this.open.delete(response));
  }

  /** The next request of these callers belongs elsewhere: they are told so, and their connections end. */
  closeConnections(): void {
    for (const response of this.open) response.shouldKeepAlive = false;
  }
}
