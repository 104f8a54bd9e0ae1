import type { owner as ru } from './ru-owner';

/** What the owner of a shop reads in their chat with the bot. */
export const owner: typeof ru = {
  button: '📊 My shop',
  title: (shop) => `My shop: ${shop}`,
  welcome: 'This shop is yours now. You will find “My shop” in the menu.',
  wrongCode:
    'That code is not known here. Check it in the settings of the integration in REGOS, or ask an owner for a new link.',
  tooMany: 'There are ten owners already, which is the most. Remove one of them first.',
  notYours: 'This menu is for the owner of the shop only.',
};
