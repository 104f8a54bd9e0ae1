import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { ChatView, Coordinates, DemoView, MessageView, PersonaView } from '../src/protocol';
import type { Perform } from './live';
import { Composer } from './composer';
import { LocationChooser } from './location-chooser';
import { firstWords, Message } from './message';
import { Notices } from './notices';
import { PhotoViewer } from './photo-viewer';
import { PHONE_TEXTS } from './phone-texts';
import { ReplyKeyboard } from './reply-keyboard';
import { useStickToEnd } from './stick-to-end';

interface PhoneProps {
  readonly bot: DemoView['bot'];
  readonly persona: PersonaView;
  readonly chat: ChatView | undefined;
  readonly perform: Perform;
  /** What «Начать» sends; undefined: `/start`. */
  readonly start?: string;
  /** Set for a group: messages can be answered, and how many read them. */
  readonly members?: number;
}

/** One person's chat with the shop's bot, or the group of the staff, as the Telegram app shows it. */
export function Phone({ bot, persona, chat, perform, start = '/start', members }: PhoneProps): VNode {
  const [photoUrl, setPhotoUrl] = useState<string>();
  const [placeKey, setPlaceKey] = useState<string>();
  const messages = chat?.messages ?? [];
  const list = useStickToEnd(messages.at(-1)?.id);
  const texts = PHONE_TEXTS[persona.language];
  const [answered, setAnswered] = useState<MessageView>();
  const isGroup = members !== undefined;
  const title = isGroup ? persona.name : bot.name;
  const send = (text: string) => {
    const replyTo = answered && { replyTo: answered.id };
    setAnswered(undefined);
    void perform('text', { personaId: persona.id, text, ...replyTo });
  };
  const pressKey = (label: string, place?: Coordinates) =>
    void perform('key', { personaId: persona.id, label, ...place });
  return (
    <div class="phone" lang={persona.language}>
      <header class="chat-head">
        <span class="avatar bot-avatar" aria-hidden="true">
          <img src="icon.svg" alt="" />
        </span>
        <div>
          <h2>{title}</h2>
          <p>{chat?.typing ? texts.typing : isGroup ? texts.members(members) : texts.bot}</p>
        </div>
      </header>
      <Notices notices={chat?.notices ?? []} ok={texts.ok} />
      <div class="chat-body" ref={list} tabIndex={0} role="log" aria-label={title}>
        <ul class="messages">
          {messages.length > 0 && <li class="day">{texts.today}</li>}
          {messages.map((message) => (
            <Message
              key={message.id}
              message={message}
              persona={persona}
              perform={perform}
              onPhoto={setPhotoUrl}
              {...(isGroup && message.from === 'bot' && { onReply: () => setAnswered(message) })}
            />
          ))}
        </ul>
        {messages.length === 0 && <p class="chat-empty">{isGroup ? texts.emptyStaff : texts.empty}</p>}
      </div>
      {answered && (
        <p class="answering">
          <span>
            {texts.answering}: {firstWords(answered.html)}
          </span>
          <button type="button" aria-label={texts.cancel} onClick={() => setAnswered(undefined)}>
            ✕
          </button>
        </p>
      )}
      {messages.length === 0 && !isGroup ? (
        <button type="button" class="start" onClick={() => send(start)}>
          {texts.start}
        </button>
      ) : (
        <Composer
          texts={texts}
          onSend={send}
          {...(!isGroup && {
            onSticker: () => void perform('sticker', { personaId: persona.id }),
            onPhoto: () => void perform('photo', { personaId: persona.id }),
          })}
        />
      )}
      <ReplyKeyboard rows={chat?.replyKeyboard ?? []} onPress={pressKey} onPlace={setPlaceKey} />
      {placeKey !== undefined && (
        <LocationChooser
          texts={texts}
          onChoose={(place) => pressKey(placeKey, place)}
          onClose={() => setPlaceKey(undefined)}
        />
      )}
      {photoUrl && <PhotoViewer url={photoUrl} onClose={() => setPhotoUrl(undefined)} />}
    </div>
  );
}
