import type { ServerResponse } from 'node:http';
import type { PageEvents } from './protocol';

/** An open page that nothing happens on still hears from us: proxies and sleeping laptops drop silent connections. */
const HEARTBEAT_MS = 25_000;

type PageEvent = { [Name in keyof PageEvents]: readonly [Name, PageEvents[Name]] }[keyof PageEvents];

/** Server-sent events to every open page. */
export class EventStream {
  private readonly pages = new Set<ServerResponse>();
  private readonly heartbeat = setInterval(() => this.write(': still here\n\n'), HEARTBEAT_MS).unref();

  /** Opens a page with everything it shows; from then on it hears what changes. */
  open(response: ServerResponse, views: readonly PageEvent[]): void {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    this.pages.add(response);
    response.on('close', () => this.pages.delete(response));
    for (const view of views) response.write(frame(view));
  }

  publish(view: PageEvent): void {
    this.write(frame(view));
  }

  close(): void {
    clearInterval(this.heartbeat);
    for (const page of this.pages) page.end();
  }

  private write(text: string): void {
    for (const page of this.pages) page.write(text);
  }
}

function frame([name, view]: PageEvent): string {
  return `event: ${name}\ndata: ${JSON.stringify(view)}\n\n`;
}
