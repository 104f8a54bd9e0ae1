import type { talk as ru } from './ru-talk';

/** Conversations of buyers with the shop, as both sides read them. */
export const talk: typeof ru = {
  write: '✍️ Write to the shop',
  reach: '✍️ You can write to the shop from “Shop” in the menu.',
  reply: '↩️ Reply',
  end: '🔚 End the conversation',
  ask: 'What should we tell the shop? Write, or send a photo or a voice message. The answer will come here.',
  askAbout: (number) =>
    `What should we tell the shop about order #${number}? Write, or send a photo or a voice message. The answer will come here.`,
  sent: 'Passed to the shop. The answer will come here, and you can write more meanwhile.',
  ended: 'The conversation is over: the shop will answer here only if you write again.',
  only: 'You can send the shop text, a photo, a voice message or a place on the map.',
  tooLong: (max) => `Please shorten it to ${max} characters.`,
  tooMany: (minutes) =>
    `You have sent a lot of messages within an hour. The next one can go in ${minutes} min.`,
  stopped: 'The shop takes no more messages from you here.',
  unavailable: 'You cannot write to the shop from here just now.',
  lost: 'Your message did not reach the shop.',
  shop: (text) => `Shop: ${text}`,
  about: (number) => `Order #${number}`,
  corrected: (text) => `✏️ Corrected: ${text}`,
  photo: 'photo',
  voice: 'voice message',
  mediaLost: (what) => `(the ${what} could not be passed on)`,
  from: (name) => `✍️ ${name} writes`,
  fromNumber: (number) => `✍️ Buyer no. ${number} writes`,
  howToAnswer: 'Answer this message, and the buyer gets your reply.',
  stop: '🚫 Take no more',
  resume: '✅ Take again',
  wasStopped: "This buyer's messages come no more",
  wasResumed: "This buyer's messages come again",
  gone: 'This conversation is gone.',
  writeTo: (number) =>
    `What should the buyer read about order #${number}? Answer this message with text, a photo or a voice message.`,
  buyerEnded: 'Not sent: the buyer has ended the conversation.',
  buyerAway:
    'Not delivered yet: the buyer has closed the chat with the bot. If they return within a day, they will read it.',
  staffOnly: 'You can send the buyer text, a photo, a voice message or a place on the map.',
  isPublic: 'Anybody can read this chat, so buyers cannot be written to from here. Make the group private.',
};
