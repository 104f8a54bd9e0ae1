import type { alarms as ru } from './ru-alarms';

/** What is wrong with the shop, as its staff reads it. */
export const alarms: typeof ru = {
  regosAway:
    '⚠️ REGOS has not answered for more than 5 minutes. The bot takes orders and will pass them on by itself once REGOS is back. Check whether REGOS opens for you; if it does, write to its support.',
  regosBack: (minutes) =>
    `✅ REGOS answers again (it was silent for ${minutes} min). The orders that waited are on their way.`,
  callsSpent: (calls, budget) =>
    `⚠️ The bot has called REGOS ${calls} times today, nearly all of the day's ${budget}. Once they are spent, orders come late. Write to the operator of the service.`,
  quota:
    '⚠️ REGOS refuses: the limit of the tariff is reached (error 7500). Orders may not get through. Check the tariff in REGOS, and renew or change it.',
};
