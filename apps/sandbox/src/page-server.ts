import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { ActionBody, ActionRefused } from './action-body';
import type { PageAction, RefusalView } from './protocol';
import type { ServedFile, StaticFiles } from './static-files';

/** Far more than a longest Telegram message. */
const MAX_BODY_BYTES = 64 * 1024;
/** Everything comes from this server; nothing inline, no frames, no other address. */
export const SECURITY_HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

interface PageRoutes {
  readonly files: StaticFiles;
  readonly actions: { readonly [Name in PageAction]: (body: ActionBody) => void | Promise<void> };
  /** Called after each action: it may have changed what the page shows. */
  acted(): void;
  /** Opens the event stream on this response. */
  events(response: ServerResponse): void;
  /** A picture of an item or of a chat by its path; undefined when there is none. */
  picture(path: string): Promise<ServedFile | undefined>;
}

/** Serves the demo page, its event stream and its actions. */
export function pageListener(routes: PageRoutes): RequestListener {
  return (request, response) => {
    void serve(routes, request, response).catch((error: unknown) => {
      console.error('The page asked for something that failed:', error);
      answerJson(response, 500, { error: 'The demo failed at this; its terminal says why.' });
    });
  };
}

async function serve(routes: PageRoutes, request: IncomingMessage, response: ServerResponse): Promise<void> {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  if (request.method === 'POST') return act(routes, pathname, request, response);
  if (request.method !== 'GET') return answerJson(response, 405, { error: 'Only GET and POST.' });
  if (pathname === '/events') return routes.events(response);
  const file = routes.files.get(pathname) ?? (await routes.picture(pathname));
  if (!file) return answerJson(response, 404, { error: 'There is no such page.' });
  response.writeHead(200, { 'Content-Type': file.contentType, 'Cache-Control': 'no-cache' });
  response.end(file.bytes);
}

async function act(
  routes: PageRoutes,
  pathname: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const action = Object.entries(routes.actions).find(([name]) => pathname === `/actions/${name}`)?.[1];
  if (!action) return answerJson(response, 404, { error: 'There is no such action.' });
  // another site's page cannot send this type without asking first, and nobody answers that question
  if (request.headers['content-type'] !== 'application/json') {
    return answerJson(response, 415, { error: 'An action is application/json.' });
  }
  try {
    await action(ActionBody.parse(await readBody(request)));
    routes.acted();
    response.writeHead(204).end();
  } catch (error) {
    if (!(error instanceof ActionRefused)) throw error;
    const { message, code, details } = error;
    answerJson(response, 400, { error: message, ...(code && { code, details }) });
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new ActionRefused('That is too long.', 'tooLong');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function answerJson(response: ServerResponse, status: number, body: RefusalView): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
}
