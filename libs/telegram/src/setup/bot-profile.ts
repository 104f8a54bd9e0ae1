import { firstLanguage, WRITTEN_LANGUAGES, type Language, type WrittenLanguage } from '@rto/kernel';
import { texts } from '@rto/screens';

/** One call of the Bot API. */
export interface ProfileCall {
  readonly method: 'setMyDescription' | 'setMyShortDescription' | 'setMyCommands' | 'setChatMenuButton';
  readonly payload: object;
}

/**
 * What a bot says about itself: its description, its command and its menu button, in each language.
 * @param language of the shop: whoever speaks none of ours reads it
 */
export function profileCalls(language: Language): ProfileCall[] {
  const others = WRITTEN_LANGUAGES.filter((other) => other !== language);
  return [
    ...callsIn(language, undefined),
    ...others.flatMap((other) => callsIn(firstLanguage(other, language), other)),
    { method: 'setChatMenuButton', payload: { menu_button: { type: 'commands' } } },
  ];
}

/** @param code undefined: for everybody whose language has no texts of its own */
function callsIn(language: Language, code: WrittenLanguage | undefined): ProfileCall[] {
  const { description, shortDescription, startCommand } = texts(language).bot;
  const readers = { language_code: code };
  return [
    { method: 'setMyDescription', payload: { description, ...readers } },
    { method: 'setMyShortDescription', payload: { short_description: shortDescription, ...readers } },
    {
      method: 'setMyCommands',
      payload: { commands: [{ command: 'start', description: startCommand }], ...readers },
    },
  ];
}
