import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { ChatView, Coordinates, DemoView, PersonaView } from '../src/protocol';
import type { Perform } from './live';
import { Composer } from './composer';
import { LocationChooser } from './location-chooser';
import { Message } from './message';
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
}

/** One person's chat with the shop's bot, as the Telegram app shows it. */
export function Phone({ bot, persona, chat, perform }: PhoneProps): VNode {
  const [photoUrl, setPhotoUrl] = useState<string>();
  const [placeKey, setPlaceKey] = useState<string>();
  const messages = chat?.messages ?? [];
  const list = useStickToEnd(messages.at(-1)?.id);
  const texts = PHONE_TEXTS[persona.language];
  const send = (text: string) => void perform('text', { personaId: persona.id, text });
  const pressKey = (label: string, place?: Coordinates) =>
    void perform('key', { personaId: persona.id, label, ...place });
  return (
    <div class="phone" lang={persona.language}>
      <header class="chat-head">
        <span class="avatar bot-avatar" aria-hidden="true">
          <img src="icon.svg" alt="" />
        </span>
        <div>
          <h2>{bot.name}</h2>
          <p>{chat?.typing ? texts.typing : texts.bot}</p>
        </div>
      </header>
      <Notices notices={chat?.notices ?? []} ok={texts.ok} />
      <div class="chat-body" ref={list} tabIndex={0} role="log" aria-label={bot.name}>
        <ul class="messages">
          {messages.length > 0 && <li class="day">{texts.today}</li>}
          {messages.map((message) => (
            <Message
              key={message.id}
              message={message}
              persona={persona}
              perform={perform}
              onPhoto={setPhotoUrl}
            />
          ))}
        </ul>
        {messages.length === 0 && <p class="chat-empty">{texts.empty}</p>}
      </div>
      {messages.length === 0 ? (
        <button type="button" class="start" onClick={() => send('/start')}>
          {texts.start}
        </button>
      ) : (
        <Composer
          texts={texts}
          onSend={send}
          onSticker={() => void perform('sticker', { personaId: persona.id })}
          onPhoto={() => void perform('photo', { personaId: persona.id })}
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
