import { randomBytes } from 'node:crypto';
import { badRequest } from './api-error';
import { isLink } from './html-entities';
import type { UploadedFile } from './params';
import type { JsonObject } from './wire';

const MAX_PHOTO_BYTES = 10 * 1024 * 1024;
/** Telegram refuses more (Bot API, sendPhoto). */
const MAX_WIDTH_PLUS_HEIGHT = 10_000;
const MAX_SIDE_RATIO = 20;
/** Told for a picture whose size the fake cannot read (JPEG, or a page it has not fetched). */
const NOMINAL_SIDE_PX = 320;
const PNG_MAGIC = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const JPEG_MAGIC = Buffer.from([0xff, 0xd8, 0xff]);

type PhotoSource =
  | { readonly kind: 'upload'; readonly bytes: Buffer; readonly contentType: string }
  | { readonly kind: 'url'; readonly url: string };

export interface Photo {
  /** Good for the bot that received it and for no other. */
  readonly fileId: string;
  readonly source: PhotoSource;
  /** Where this server shows the picture. */
  readonly path: string;
  readonly width: number;
  readonly height: number;
}

export class FileStore {
  private readonly photos = new Map<string, Photo & { readonly botToken: string }>();
  private readonly byAddress = new Map<string, Photo>();

  /** @throws ApiError 400 for anything but a PNG or JPEG of at most 10 MB */
  addUpload(botToken: string, file: UploadedFile): Photo {
    const { bytes } = file;
    if (bytes.length === 0) throw badRequest('file must be non-empty');
    if (bytes.length > MAX_PHOTO_BYTES) {
      throw badRequest(`file of size ${String(bytes.length)} bytes is too big for a photo`);
    }
    const contentType = imageType(bytes);
    if (!contentType) throw badRequest('IMAGE_PROCESS_FAILED');
    return this.add(botToken, { kind: 'upload', bytes, contentType }, pngSize(bytes));
  }

  /**
   * A picture named by text: an address that Telegram would fetch, or a file id.
   * @throws ApiError 400 for an implausible address, or a file id of another bot
   */
  addNamed(botToken: string, name: string): Photo {
    const known = this.photos.get(name);
    if (known?.botToken === botToken) return known;
    if (!/^https?:\/\//i.test(name) || !isLink(name)) {
      throw badRequest('wrong file identifier/HTTP URL specified');
    }
    return this.add(botToken, { kind: 'url', url: name });
  }

  byFileId(botToken: string, fileId: string): Photo | undefined {
    const photo = this.photos.get(fileId);
    return photo?.botToken === botToken ? photo : undefined;
  }

  byPath(path: string): Photo | undefined {
    return this.byAddress.get(path);
  }

  private add(botToken: string, source: PhotoSource, size?: { width: number; height: number }): Photo {
    const { width, height } = size ?? { width: NOMINAL_SIDE_PX, height: NOMINAL_SIDE_PX };
    if (width + height > MAX_WIDTH_PLUS_HEIGHT || Math.max(width / height, height / width) > MAX_SIDE_RATIO) {
      throw badRequest('PHOTO_INVALID_DIMENSIONS');
    }
    const fileId = `AgAC${randomBytes(24).toString('base64url')}`;
    const path = `/files/${randomBytes(9).toString('base64url')}`;
    const photo = { fileId, source, path, width, height, botToken };
    this.photos.set(fileId, photo);
    this.byAddress.set(path, photo);
    return photo;
  }
}

/** The `PhotoSize` of the Bot API; the fake keeps one size only. */
export function photoSize(photo: Photo): JsonObject {
  return {
    file_id: photo.fileId,
    file_unique_id: photo.path.slice('/files/'.length),
    width: photo.width,
    height: photo.height,
    ...(photo.source.kind === 'upload' && { file_size: photo.source.bytes.length }),
  };
}

function imageType(bytes: Buffer): string | undefined {
  if (bytes.subarray(0, PNG_MAGIC.length).equals(PNG_MAGIC)) return 'image/png';
  return bytes.subarray(0, JPEG_MAGIC.length).equals(JPEG_MAGIC) ? 'image/jpeg' : undefined;
}

/** Width and height from the IHDR chunk; undefined for a JPEG or a stump. */
function pngSize(bytes: Buffer): { width: number; height: number } | undefined {
  if (imageType(bytes) !== 'image/png' || bytes.length < 24) return undefined;
  const size = { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  return size.width > 0 && size.height > 0 ? size : undefined;
}
