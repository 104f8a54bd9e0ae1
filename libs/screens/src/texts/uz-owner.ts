import type { owner as ru } from './ru-owner';

/** What the owner of a shop reads in their chat with the bot. */
export const owner: typeof ru = {
  button: '📊 Mening doʻkonim',
  title: (shop) => `Mening doʻkonim: ${shop}`,
  welcome: 'Endi bu doʻkon sizniki. «Mening doʻkonim» tugmasi menyuda.',
  wrongCode:
    'Bunday kod yoʻq. Uni REGOSdagi integratsiya sozlamalarida tekshiring yoki egasidan yangi havola soʻrang.',
  tooMany: 'Egalar soni oʻntaga yetdi, yana qoʻshib boʻlmaydi. Avval birortasini olib tashlang.',
  notYours: 'Bu menyu faqat doʻkon egasi uchun.',
};
