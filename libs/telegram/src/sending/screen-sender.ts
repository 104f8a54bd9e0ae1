import { Injectable } from '@nestjs/common';
import {
  lettersOf,
  MAX_CAPTION_LENGTH,
  MAX_TEXT_LENGTH,
  type Keyboard,
  type Photo,
  type Screen,
} from '@rto/screens';
import type { InlineKeyboardMarkup, ReplyKeyboardRemove } from 'telegraf/types';
import { Upload } from '../client/tenant-telegram';
import { TelegramRefusal } from '../client/telegram-errors';
import { CallbackCodec } from './callback-codec';
import { placeOf, type Destination, type SentMessage } from './destination';
import { poster } from './poster';
import { PhotoFiles } from './photo-files';
import { toHtml, toPlainText } from './rich-text';

/** The message that a screen may replace. */
export interface Replaced {
  readonly messageId: number;
  readonly hasPhoto: boolean;
  /** The picture's address when we know which one it is. */
  readonly photoUrl: string | undefined;
}

/** A picture or voice that Telegram has, by its name among the files of the bot. */
export interface SentFile {
  readonly type: 'photo' | 'voice';
  readonly fileId: string;
}

/** The message a screen is on. */
export interface Shown {
  readonly messageId: number;
  readonly photoUrl?: string;
  /** It keeps its words: nothing is shown in its place. */
  readonly stays?: true;
}

/** Turns screens into messages: edited in place where Telegram can, never a dead end where it cannot. */
@Injectable()
export class ScreenSender {
  constructor(
    private readonly photos: PhotoFiles,
    private readonly codec: CallbackCodec,
  ) {}

  /**
   * Sends a new message; a picture that Telegram cannot get is left out.
   * @param removal takes the keyboard below the chat away, with a screen that has no buttons
   * @throws TelegramRefusal also when there is nothing besides it
   */
  async send(to: Destination, screen: Screen, removal?: ReplyKeyboardRemove): Promise<Shown> {
    if (screen.photo) {
      const sent = await this.sendPhoto(to, screen);
      if (sent) return sent;
      if (isBlank(screen)) throw new TelegramRefusal('there is nothing but a lost picture');
    }
    const message = await asHtmlOrPlain((format) =>
      to.telegram.call<SentMessage>('sendMessage', {
        ...placeOf(to),
        ...textOf(screen, 'text', MAX_TEXT_LENGTH, format),
        reply_markup: this.markup(screen) ?? removal,
      }),
    );
    return shownAs(message.message_id, { ...screen, photo: undefined });
  }

  /** Puts the screen in the place of a message, or below it when that cannot be done. */
  async replace(to: Destination, wanted: Screen, old: Replaced): Promise<Shown> {
    const screen = old.hasPhoto ? wanted : await this.withoutLostPhoto(to, wanted);
    const wantsPhoto = screen.photo !== undefined;
    // Telegram puts a picture into a text, and never takes one out (docs/hosts.md 9)
    if ((wantsPhoto || !old.hasPhoto) && (screen.photo === undefined || screen.photo.type === 'url')) {
      try {
        return await this.edit(to, screen, old);
      } catch (error) {
        if (!(error instanceof TelegramRefusal)) throw error;
        if (error.kind === 'notModified') return shownAs(old.messageId, screen);
      }
    }
    const shown = await this.send(to, screen);
    await this.remove(to, old.messageId);
    return shown;
  }

  /** Keeps a text up to date: edits the message that has it, or sends it anew when that is not there any more. */
  async update(to: Destination, screen: Screen, messageId: number | undefined): Promise<Shown> {
    if (messageId === undefined) return this.send(to, screen);
    try {
      return await this.edit(to, screen, { messageId, hasPhoto: false, photoUrl: undefined });
    } catch (error) {
      if (!(error instanceof TelegramRefusal)) throw error;
      return error.kind === 'notModified' ? { messageId } : this.send(to, screen);
    }
  }

  /**
   * Sends a picture or voice by Telegram's own name of it, with the words and buttons of the screen.
   * @returns the message that has them
   * @throws TelegramRefusal when the chat does not take it
   */
  async sendFile(to: Destination, file: SentFile, screen: Screen): Promise<Shown> {
    const fits = lettersOf(screen.text).length <= MAX_CAPTION_LENGTH;
    const { message_id: messageId } = await asHtmlOrPlain((format) =>
      to.telegram.call<SentMessage>(file.type === 'photo' ? 'sendPhoto' : 'sendVoice', {
        ...placeOf(to),
        [file.type]: file.fileId,
        ...(fits && {
          ...textOf(screen, 'caption', MAX_CAPTION_LENGTH, format),
          reply_markup: this.markup(screen),
        }),
      }),
    );
    return fits ? { messageId } : this.send({ ...to, repliesTo: messageId }, screen);
  }

  /** Puts other buttons below a message, whose words stay. */
  async setButtons(to: Destination, messageId: number, keyboard: Keyboard): Promise<void> {
    try {
      await to.telegram.call('editMessageReplyMarkup', {
        chat_id: to.chatId,
        message_id: messageId,
        reply_markup: this.markup({ text: [], keyboard }),
      });
    } catch (error) {
      if (!(error instanceof TelegramRefusal)) throw error; // they are there already, or the message is too old
    }
  }

  /** A text that stands for its picture is edited as a text, not sent anew with every tap. */
  private async withoutLostPhoto(to: Destination, screen: Screen): Promise<Screen> {
    const { photo, ...text } = screen;
    return photo?.type === 'url' && (await this.photos.isLost(to, photo.url)) ? text : screen;
  }

  private async edit(to: Destination, screen: Screen, old: Replaced): Promise<Shown> {
    const target = { chat_id: to.chatId, message_id: old.messageId };
    const reply_markup = this.markup(screen) ?? { inline_keyboard: [] };
    if (screen.photo?.type !== 'url') {
      await asHtmlOrPlain((format) =>
        to.telegram.call('editMessageText', {
          ...target,
          ...textOf(screen, 'text', MAX_TEXT_LENGTH, format),
          reply_markup,
        }),
      );
    } else if (screen.photo.url === old.photoUrl) {
      await asHtmlOrPlain((format) =>
        to.telegram.call('editMessageCaption', {
          ...target,
          ...textOf(screen, 'caption', MAX_CAPTION_LENGTH, format),
          reply_markup,
        }),
      );
    } else {
      const { url } = screen.photo;
      await this.photos.withUrl(to, url, (media) =>
        to.telegram.call<SentMessage>('editMessageMedia', {
          ...target,
          media: { type: 'photo', media, ...textOf(screen, 'caption', MAX_CAPTION_LENGTH, 'html') },
          reply_markup,
        }),
      );
    }
    return shownAs(old.messageId, screen);
  }

  /** @returns undefined when Telegram does not take the picture */
  private async sendPhoto(to: Destination, screen: Screen): Promise<Shown | undefined> {
    const { photo } = screen;
    if (!photo) return undefined;
    if (photo.type === 'poster') return this.sendPoster(to, screen, photo);
    const send = (file: unknown): Promise<SentMessage> =>
      to.telegram.call<SentMessage>('sendPhoto', {
        ...placeOf(to),
        photo: file,
        ...textOf(screen, 'caption', MAX_CAPTION_LENGTH, 'html'),
        reply_markup: this.markup(screen),
      });
    try {
      const message = await this.withFile(to, photo, send);
      return shownAs(message.message_id, screen);
    } catch (error) {
      if (error instanceof TelegramRefusal) return undefined;
      throw error;
    }
  }

  /** A page to print goes as a file: what is sent as a picture is made smaller. */
  private async sendPoster(
    to: Destination,
    screen: Screen,
    { title, address, hint }: Extract<Photo, { type: 'poster' }>,
  ): Promise<Shown | undefined> {
    const file = new Upload(await poster(title, address, hint), 'qr.png', 'image/png');
    try {
      const message = await to.telegram.call<SentMessage>('sendDocument', {
        ...placeOf(to),
        document: file,
        ...textOf(screen, 'caption', MAX_CAPTION_LENGTH, 'html'),
        reply_markup: this.markup(screen),
      });
      return shownAs(message.message_id, screen);
    } catch (error) {
      if (error instanceof TelegramRefusal) return undefined;
      throw error;
    }
  }

  private async withFile(
    to: Destination,
    photo: Exclude<Photo, { type: 'poster' }>,
    send: (file: unknown) => Promise<SentMessage>,
  ): Promise<SentMessage> {
    switch (photo.type) {
      case 'url':
        return this.photos.withUrl(to, photo.url, send);
      case 'card':
        return this.photos.withCard(to, photo.value, send);
      case 'file':
        return send(photo.fileId);
    }
  }

  /** A message that cannot be deleted any more (48 h) stays; its buttons go on working. */
  async remove(to: Destination, messageId: number): Promise<void> {
    try {
      await to.telegram.call('deleteMessage', { chat_id: to.chatId, message_id: messageId });
    } catch (error) {
      if (!(error instanceof TelegramRefusal)) throw error;
    }
  }

  private markup({ keyboard, stays }: Screen): InlineKeyboardMarkup | undefined {
    if (keyboard.length === 0) return undefined;
    return {
      inline_keyboard: keyboard.map((row) =>
        row.map(({ label, action, url, share }) => {
          if (action) {
            return { text: label, callback_data: this.codec.encode(action, { isBelow: stays === true }) };
          }
          return url === undefined ? { text: label, switch_inline_query: share } : { text: label, url };
        }),
      ),
    };
  }
}

type Format = 'html' | 'plain' | 'short';

/**
 * Telegram may still refuse entities that we believe to be right: then the words go out without them. A text that it
 * counts otherwise than we do goes out as its first half.
 */
async function asHtmlOrPlain<T>(send: (format: Format) => Promise<T>): Promise<T> {
  try {
    return await send('html');
  } catch (error) {
    if (!(error instanceof TelegramRefusal)) throw error;
    if (error.kind === 'entities') return send('plain');
    if (error.kind === 'tooLong') return send('short');
    throw error;
  }
}

function textOf(
  screen: Screen,
  field: 'text' | 'caption',
  limit: number,
  format: Format,
): Record<string, string> {
  if (field === 'caption' && isBlank(screen)) return {};
  return format === 'html'
    ? { [field]: toHtml(screen.text, limit), parse_mode: 'HTML' }
    : { [field]: toPlainText(screen.text, format === 'short' ? limit / 2 : limit) };
}

function isBlank({ text }: Screen): boolean {
  return lettersOf(text).trim() === '';
}

function shownAs(messageId: number, { photo, stays }: Screen): Shown {
  return { messageId, ...(photo?.type === 'url' && { photoUrl: photo.url }), ...(stays && { stays }) };
}
