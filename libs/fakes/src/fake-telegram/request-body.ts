import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import busboy from 'busboy';
import { ApiError, badRequest } from './api-error';
import { parseJson, type RequestBody, type UploadedFile } from './params';
import { isObject } from './wire';

/** The real server's limit for one request. */
const MAX_BODY_BYTES = 50 * 1024 * 1024;

/**
 * Reads the query string and a JSON, urlencoded or multipart body.
 * @throws ApiError 400 for broken JSON, 413 above 50 MB
 */
export async function readRequestBody(
  request: IncomingMessage,
  query: URLSearchParams,
): Promise<RequestBody> {
  const fields = Object.fromEntries(query);
  const contentType = request.headers['content-type'] ?? '';
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) {
    throw new ApiError(413, 'Request Entity Too Large');
  }
  if (contentType.startsWith('multipart/form-data')) return readMultipart(request, fields);
  const text = (await buffer(request)).toString('utf8');
  if (text === '') return { fields, files: new Map() };
  if (!contentType.startsWith('application/json')) {
    return { fields: { ...fields, ...Object.fromEntries(new URLSearchParams(text)) }, files: new Map() };
  }
  const json = parseJson(text);
  if (!isObject(json)) throw badRequest("can't parse request parameters JSON object");
  return { fields: { ...fields, ...json }, files: new Map() };
}

async function readMultipart(request: IncomingMessage, query: Record<string, string>): Promise<RequestBody> {
  const fields: Record<string, unknown> = { ...query };
  const files = new Map<string, UploadedFile>();
  const pending: Promise<void>[] = [];
  await new Promise<void>((resolve, reject) => {
    const parser = busboy({ headers: request.headers, limits: { fieldSize: MAX_BODY_BYTES } });
    parser.on('field', (name, value) => {
      fields[name] = value;
    });
    parser.on('file', (field, stream, { filename, mimeType }) => {
      pending.push(
        buffer(stream).then((bytes) => {
          files.set(field, { name: filename ?? field, contentType: mimeType, bytes });
        }),
      );
    });
    parser.on('close', resolve);
    parser.on('error', reject);
    request.on('error', reject);
    request.on('aborted', () => reject(new Error('the client went away')));
    request.pipe(parser);
  });
  await Promise.all(pending);
  return { fields, files };
}
