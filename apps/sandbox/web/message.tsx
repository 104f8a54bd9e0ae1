import type { VNode } from 'preact';
import type { MessageView, PersonaView } from '../src/protocol';
import type { Perform } from './live';
import { InlineKeyboard } from './inline-keyboard';
import { MapPicture } from './map-picture';
import { PHONE_TEXTS } from './phone-texts';
import { initials } from './persona-switch';

interface MessageProps {
  readonly message: MessageView;
  readonly persona: PersonaView;
  readonly perform: Perform;
  readonly onPhoto: (url: string) => void;
  readonly onReply?: () => void;
}

export function Message({ message, persona, perform, onPhoto, onReply }: MessageProps): VNode {
  const texts = PHONE_TEXTS[persona.language];
  const { photoUrl, keyboard } = message;
  return (
    <li
      class={`message ${message.from}`}
      data-wide={keyboard.length > 0 || Boolean(photoUrl)}
      data-message-id={message.id}
    >
      <div class="bubble">
        {photoUrl && (
          <button
            type="button"
            class="photo"
            aria-label={photoLabel(texts.photo, message.html)}
            onClick={() => onPhoto(photoUrl)}
          >
            <img src={photoUrl} alt="" />
          </button>
        )}
        {message.location && <MapPicture place={message.location} label={texts.location} />}
        {message.sticker !== undefined && <p class="sticker">{message.sticker}</p>}
        {message.contact && <Contact contact={message.contact} />}
        {message.html !== '' && (
          <p class="text">
            <span dangerouslySetInnerHTML={{ __html: message.html }} />
            <span class="stamp-space" aria-hidden="true" />
          </p>
        )}
        <Stamp message={message} edited={texts.edited} />
        {onReply && (
          <button type="button" class="reply" aria-label={texts.reply} title={texts.reply} onClick={onReply}>
            <span aria-hidden="true">↩</span>
          </button>
        )}
      </div>
      {keyboard.length > 0 && (
        <InlineKeyboard
          rows={keyboard}
          onTap={(place) => void perform('tap', { personaId: persona.id, messageId: message.id, ...place })}
        />
      )}
    </li>
  );
}

/** Names a picture by what stands below it. */
function photoLabel(photo: string, html: string): string {
  const first = firstWords(html);
  return first === '' ? photo : `${photo}: ${first}`;
}

/** The first line of a message. */
export function firstWords(html: string): string {
  return html.replace(/<[^>]*>/g, '').split('\n')[0] ?? '';
}

function Contact({ contact }: { contact: NonNullable<MessageView['contact']> }): VNode {
  return (
    <div class="contact">
      <span class="avatar tone-1" aria-hidden="true">
        {initials(contact.name)}
      </span>
      <div>
        <b>{contact.name}</b>
        <span>+{contact.phone.replace(/^\+/, '')}</span>
      </div>
    </div>
  );
}

function Stamp({ message, edited }: { message: MessageView; edited: string }): VNode {
  const time = new Date(message.sentAt).toLocaleTimeString('ru', { hour: '2-digit', minute: '2-digit' });
  // like the real app: a message with buttons is edited all the time and does not say so
  const saysEdited = message.edited && message.keyboard.length === 0;
  return (
    <span class="stamp">
      {saysEdited && `${edited} `}
      <time dateTime={message.sentAt}>{time}</time>
      {message.from === 'person' && (
        <svg class="ticks" viewBox="0 0 18 11" aria-hidden="true">
          <path d="M1 5.8l3.4 3.6L11.2 1.6M7.6 8.4l1 1L15.8 1.6" />
        </svg>
      )}
    </span>
  );
}
