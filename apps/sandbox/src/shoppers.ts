import type { Chat, ChatSnapshot, FakeTelegram, Person } from '@rto/fakes';
import { ActionRefused, type ActionBody } from './action-body';
import type { ChatView, MessageView, OwnerView, PageActions, PersonaView, ReplyButtonView } from './protocol';
import { STAFF_VIEW, type StaffRoom } from './staff-room';

interface Persona extends PersonaView {
  readonly firstName: string;
  readonly lastName: string;
  /** Digits. */
  readonly phone: string;
}

/** The person who has shopped here before: REGOS knows her, her card has bonuses. */
export const LOYAL_CUSTOMER: Persona = {
  id: 7_002_002,
  name: 'Dilnoza Yusupova',
  firstName: 'Dilnoza',
  lastName: 'Yusupova',
  phone: '998971234567',
  language: 'uz',
};
export const PERSONAS: readonly Persona[] = [
  {
    id: 7_001_001,
    name: 'Азиз Каримов',
    firstName: 'Азиз',
    lastName: 'Каримов',
    phone: '998901234567',
    language: 'ru',
  },
  LOYAL_CUSTOMER,
  {
    id: 7_003_003,
    name: 'Emma Clark',
    firstName: 'Emma',
    lastName: 'Clark',
    phone: '998935550142',
    language: 'en',
  },
];

/** She runs the shop, and opens the bot by the link for owners. */
export const OWNER_CODE = 'dastarxon-2026';
const OWNER: Persona = {
  id: 7_004_004,
  name: 'Нигора Ахмедова',
  firstName: 'Нигора',
  lastName: 'Ахмедова',
  phone: '998909990011',
  language: 'ru',
};
export const OWNER_VIEW: OwnerView = { ...OWNER, start: `/start owner_${OWNER_CODE}` };

type ShopperActions = Pick<PageActions, 'text' | 'sticker' | 'photo' | 'tap' | 'key'>;

/** A chat as its person uses it. */
type UsedChat = Pick<Chat, 'snapshot' | 'tapButton'> & {
  send(text: string, replyTo?: number): unknown;
} & Partial<Pick<Chat, 'sendSticker' | 'sendPhoto'>>;

/** The people of the demo and their chats: with the shop's bot, and the group of its staff. */
export class Shoppers {
  private readonly people: ReadonlyMap<number, Person>;

  constructor(
    telegram: FakeTelegram,
    private readonly botToken: string,
    /** The picture that people send when they send one. */
    private readonly snapshot: () => Buffer,
    private readonly staff: StaffRoom,
  ) {
    this.people = new Map(
      [...PERSONAS, OWNER].map(({ id, firstName, lastName, language, phone }) => {
        const person = telegram.person({ id, firstName, lastName, languageCode: language, phone });
        return [id, person];
      }),
    );
  }

  /** The chat as the person's phone shows it. */
  view(personaId: number): ChatView {
    const { messages, isTyping, replyKeyboard, toasts } = this.chat(personaId).snapshot();
    return {
      personaId,
      messages: messages.map(messageView),
      typing: isTyping,
      replyKeyboard: replyKeyboard?.rows.map((row) => row.map(replyButtonView)) ?? [],
      notices: toasts.map((toast, index) => ({ id: index + 1, text: toast.text, alert: toast.isAlert })),
    };
  }

  views(): ChatView[] {
    return [...this.people.keys(), STAFF_VIEW.id].map((id) => this.view(id));
  }

  has(personaId: number): boolean {
    return personaId === STAFF_VIEW.id || this.people.has(personaId);
  }

  readonly actions: { readonly [Name in keyof ShopperActions]: (body: ActionBody) => void } = {
    text: (body) => {
      const replyTo = body.has('replyTo') ? body.number('replyTo') : undefined;
      this.chatOf(body).send(body.text('text'), replyTo);
    },
    sticker: (body) => {
      const chat = this.chatOf(body);
      if (!chat.sendSticker) throw wordsOnly();
      chat.sendSticker();
    },
    photo: (body) => {
      const chat = this.chatOf(body);
      if (!chat.sendPhoto) throw wordsOnly();
      chat.sendPhoto(this.snapshot());
    },
    tap: (body) => this.tap(body),
    key: (body) => this.pressKey(body),
  };

  /** The page may show a keyboard that the bot has just replaced. */
  private tap(body: ActionBody): void {
    const [messageId, row, column] = [body.number('messageId'), body.number('row'), body.number('column')];
    const chat = this.chatOf(body);
    const message = chat.snapshot().messages.find(({ id }) => id === messageId);
    if (message?.keyboard[row]?.[column]?.text !== body.text('label')) throw buttonGone();
    chat.tapButton(messageId, row, column);
  }

  private pressKey(body: ActionBody): void {
    const person = this.person(body.number('personaId'));
    const chat = person.chatWith(this.botToken);
    const label = body.text('label');
    if (!chat.replyKeyboard?.rows.flat().some(({ text }) => text === label)) throw buttonGone();
    if (body.has('latitude')) {
      person.location = { latitude: body.number('latitude'), longitude: body.number('longitude') };
    }
    chat.tapReplyKeyboard(label);
  }

  private chatOf(body: ActionBody): UsedChat {
    return this.chat(body.number('personaId'));
  }

  private chat(personaId: number): UsedChat {
    if (personaId === STAFF_VIEW.id) return this.staff;
    return this.person(personaId).chatWith(this.botToken);
  }

  private person(personaId: number): Person {
    const person = this.people.get(personaId);
    if (!person) throw new ActionRefused('There is no such shopper.');
    return person;
  }
}

function buttonGone(): ActionRefused {
  return new ActionRefused('That button is gone.', 'buttonGone');
}

function wordsOnly(): ActionRefused {
  return new ActionRefused('The staff writes words here.', 'wordsOnly');
}

function messageView(message: ChatSnapshot['messages'][number]): MessageView {
  const { contact } = message;
  return {
    id: message.id,
    from: message.from,
    sentAt: message.sentAt,
    edited: message.edited,
    html: message.html,
    ...(message.photo && { photoUrl: message.photo.path }),
    ...(message.location && { location: message.location }),
    ...(message.sticker !== undefined && { sticker: message.sticker }),
    ...(contact && {
      contact: {
        name: [contact.firstName, contact.lastName].filter(Boolean).join(' '),
        phone: contact.phone,
      },
    }),
    keyboard: message.keyboard.map((row) =>
      row.map(({ text, url, pending }) => ({ label: text, pending, ...(url !== undefined && { url }) })),
    ),
  };
}

type ReplyButton = NonNullable<ChatSnapshot['replyKeyboard']>['rows'][number][number];

function replyButtonView(button: ReplyButton): ReplyButtonView {
  return { label: button.text, asksPlace: button.request_location === true };
}
