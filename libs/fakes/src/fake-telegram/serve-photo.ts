import type { ServerResponse } from 'node:http';
import type { Photo } from './file-store';

const FETCH_TIMEOUT_MS = 5000;

/** Shows a picture of a chat: the upload itself, or the page's bytes fetched as Telegram would fetch them. */
export async function servePhoto(photo: Photo | undefined, response: ServerResponse): Promise<void> {
  const picture = photo && (await readPicture(photo));
  if (!picture) {
    response.writeHead(404).end();
    return;
  }
  response
    .writeHead(200, { 'content-type': picture.contentType, 'x-content-type-options': 'nosniff' })
    .end(picture.bytes);
}

/** Undefined when the address gives no picture. */
export async function readPicture(
  photo: Photo,
): Promise<{ readonly bytes: Buffer; readonly contentType: string } | undefined> {
  if (photo.source.kind === 'upload') return photo.source;
  const answer = await fetch(photo.source.url, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) }).catch(
    () => undefined, // an address that cannot be reached shows no picture; the caller answers 404
  );
  const contentType = answer?.headers.get('content-type') ?? '';
  if (!answer?.ok || !contentType.startsWith('image/')) return undefined;
  return { bytes: Buffer.from(await answer.arrayBuffer()), contentType };
}
