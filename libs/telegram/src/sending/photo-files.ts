import { Injectable } from '@nestjs/common';
import { KeyValueStore } from '@rto/kv';
import { createHash } from 'node:crypto';
import { TelegramRefusal } from '../client/telegram-errors';
import { Upload } from '../client/tenant-telegram';
import { cardPicture } from './card-picture';
import type { Destination, SentMessage } from './destination';

/** A file_id does not expire; the picture behind an address rarely changes without it. */
const KEEP_FILE_ID_SEC = 30 * 86_400;
/** A picture Telegram could not fetch is not asked for again for so long: each try costs seconds. */
const KEEP_FAILURE_SEC = 600;

type Remembered = { readonly fileId: string } | { readonly failed: true };

/**
 * Pictures as Telegram wants them: by address once, then by the file_id it gave, which belongs to this bot
 * alone. Nothing is ever fetched from here because a field says so (docs/product.md 10).
 */
@Injectable()
export class PhotoFiles {
  constructor(private readonly store: KeyValueStore) {}

  /** Whether Telegram could not get the picture lately, and is not asked again for now. */
  async isLost(to: Destination, url: string): Promise<boolean> {
    const known = await this.store.get<Remembered>(fileKey(to, url));
    return known !== undefined && 'failed' in known;
  }

  /** @throws TelegramRefusal when Telegram cannot get the picture */
  async withUrl(
    to: Destination,
    url: string,
    send: (file: string) => Promise<SentMessage>,
  ): Promise<SentMessage> {
    const key = fileKey(to, url);
    const known = await this.store.get<Remembered>(key);
    if (known && 'failed' in known) throw new TelegramRefusal('the picture could not be fetched lately');
    if (known) {
      try {
        return await send(known.fileId);
      } catch (error) {
        if (!isPhotoRefusal(error)) throw error;
        await this.store.delete(key);
      }
    }
    try {
      return await this.remember(key, await send(url));
    } catch (error) {
      if (isPhotoRefusal(error)) await this.store.set(key, { failed: true }, KEEP_FAILURE_SEC);
      throw error;
    }
  }

  /** The codes of a card: drawn once, then by the file_id. */
  async withCard(
    to: Destination,
    value: string,
    send: (file: string | Upload) => Promise<SentMessage>,
  ): Promise<SentMessage> {
    const key = fileKey(to, `card:${value}`);
    const known = await this.store.get<{ fileId: string }>(key);
    if (known) {
      try {
        return await send(known.fileId);
      } catch (error) {
        if (!isPhotoRefusal(error)) throw error;
      }
    }
    const image = await cardPicture(value);
    return this.remember(key, await send(new Upload(image, 'card.png', 'image/png')));
  }

  private async remember(key: string, message: SentMessage): Promise<SentMessage> {
    const fileId = message.photo?.at(-1)?.file_id;
    if (fileId !== undefined) await this.store.set(key, { fileId }, KEEP_FILE_ID_SEC);
    return message;
  }
}

/** Refusals that are about the picture, or may be, and not about the message or the chat. */
function isPhotoRefusal(error: unknown): boolean {
  return error instanceof TelegramRefusal && (error.kind === 'photo' || error.kind === 'other');
}

function fileKey({ tenantId, telegram }: Destination, source: string): string {
  const botId = telegram.token.split(':')[0] ?? '';
  const digest = createHash('sha256').update(source).digest('base64url');
  return `t:${tenantId}:file:${botId}:${digest}`;
}
