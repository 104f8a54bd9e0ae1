import type { Bot } from './bot';
import { Chat } from './chat';
import type { FileStore } from './file-store';
import type { InlineQuery } from './inline-query';
import type { PersonProfile, Sender } from './person-profile';
import type { GeoPoint, WireUser } from './wire';

const DEFAULT_PHONE = '998901234567';
/** Amir Temur square, Tashkent. */
const DEFAULT_LOCATION: GeoPoint = { latitude: 41.311081, longitude: 69.279737 };

/** Somebody with a Telegram app; the same person in every bot. */
export class Person implements Sender {
  readonly id: number;
  readonly phone: string;
  /** Sent by a «send location» button. */
  location: GeoPoint = DEFAULT_LOCATION;
  private readonly chats = new Map<Bot, Chat>();

  constructor(
    readonly profile: PersonProfile,
    private readonly findBot: (token: string) => Bot,
    private readonly files: FileStore,
  ) {
    this.id = profile.id;
    this.phone = profile.phone ?? DEFAULT_PHONE;
  }

  /** The person's chat with a bot; the same object each time. The bot knows nothing of it before the first message. */
  chatWith(token: string): Chat {
    const bot = this.findBot(token);
    const known = this.chats.get(bot);
    if (known) return known;
    const chat = new Chat(this, bot, bot.conversationWith(this.wire), this.files);
    this.chats.set(bot, chat);
    return chat;
  }

  /** Types behind the bot's name in some chat. @returns the query, which has the bot's answer once it came */
  askInline(token: string, query: string, offset = ''): InlineQuery {
    return this.findBot(token).receiveInline(this.wire, query, offset);
  }

  /** The `User` object of the Bot API. */
  get wire(): WireUser {
    const { id, firstName, lastName, username, languageCode } = this.profile;
    return {
      id,
      is_bot: false,
      first_name: firstName,
      ...(lastName !== undefined && { last_name: lastName }),
      ...(username !== undefined && { username }),
      ...(languageCode !== undefined && { language_code: languageCode }),
    };
  }
}
