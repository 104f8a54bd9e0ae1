import type { Talk, TalkMessage } from '@rto/orders';
import { newId } from '@rto/kernel';
import { NOON_IN_TASHKENT } from '../screens.builders';
import { shopAnswerScreen, staffTalkScreen, talkScreen } from '../talk.screen';
import type { Chapter } from './pages.fixture';

const MESSAGE: TalkMessage = {
  ...{ id: newId(), tenantId: newId(), chatId: 700, by: 'buyer', orderNumber: 12 },
  content: { text: 'Можно привезти после шести?' },
  staffMessageId: undefined,
  saidAt: NOON_IN_TASHKENT,
};
const TALK: Talk = {
  ...{ chatId: 700, number: 31, orderNumber: 12, below: undefined },
  ...{ isEnded: false, isStopped: false },
};
const buyer = { name: 'Алиса Каримова', phone: '998901234567' };
const ANSWER: TalkMessage = { ...MESSAGE, by: 'shop', content: { text: 'Да, привезём к семи.' } };
const voice: TalkMessage = {
  ...MESSAGE,
  orderNumber: undefined,
  content: { text: '', media: { type: 'voice', fileId: 'AwAC' } },
};

export const TALKS: Chapter = [
  'Writing to the shop',
  ({ t }) => [
    ['What to tell the shop', talkScreen(t, 0)],
    ['What to tell it about an order', talkScreen(t, 12)],
    ['Handed on', talkScreen(t, 12, t.talk.sent)],
    ['Too many messages', talkScreen(t, 0, t.talk.tooMany('17'))],
    ['Something else than words, photo or voice', talkScreen(t, 0, t.talk.only)],
    ['The shop has answered', shopAnswerScreen(ANSWER, 'Дружба', t)],
    ['The staff reads it', staffTalkScreen({ message: MESSAGE, talk: TALK, buyer }, t)],
    [
      'The staff is not to know who it is, and takes no more',
      staffTalkScreen({ message: voice, talk: { ...TALK, isStopped: true }, buyer: undefined }, t),
    ],
    [
      'A voice that did not come through',
      staffTalkScreen({ message: voice, talk: TALK, buyer, isMediaLost: true }, t),
    ],
  ],
];
