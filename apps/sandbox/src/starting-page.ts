import type { RequestListener } from 'node:http';
import { SECURITY_HEADERS } from './page-server';
import type { StaticFiles } from './static-files';

/** Seconds between two looks whether the demo is ready. */
const LOOK_AGAIN_SEC = 1;
/** Needs no script: the browser asks again by itself, and one day gets the page. */
const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta http-equiv="refresh" content="${LOOK_AGAIN_SEC}" />
    <title>Telegram orders for REGOS: the demo is starting</title>
    <link rel="icon" href="icon.svg" type="image/svg+xml" />
  </head>
  <body>
    <h1>The demo is starting…</h1>
    <p>The sandbox REGOS, the sandbox Telegram and the service need some seconds. This page fills itself.</p>
  </body>
</html>
`;

/** Answers from the first moment on, while there is nothing yet that the page could show. */
export function startingListener(files: StaticFiles): RequestListener {
  return (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    response.setHeader('Cache-Control', 'no-store');
    const isPage = ['/', '/index.html'].includes(pathname);
    const file = isPage ? undefined : files.get(pathname);
    if (request.method === 'GET' && (isPage || file)) {
      response.writeHead(200, { 'Content-Type': file?.contentType ?? 'text/html; charset=utf-8' });
      response.end(file?.bytes ?? PAGE);
      return;
    }
    response.writeHead(503, { 'Content-Type': 'application/json', 'Retry-After': String(LOOK_AGAIN_SEC) });
    response.end(JSON.stringify({ error: 'The demo is starting.' }));
  };
}
