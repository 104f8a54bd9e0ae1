import { badRequest } from '../api-error';
import type { BotCommand } from '../bot-profile';
import { isObject } from '../wire';
import type { ApiCall, ApiMethods } from './method';

const MAX_COMMANDS = 100;
const MAX_NAME = 64;
const MAX_DESCRIPTION = 512;
const MAX_SHORT_DESCRIPTION = 120;
const MENU_BUTTON_TYPES = ['default', 'commands', 'web_app'];

export const profileMethods: ApiMethods = {
  setMyCommands: { params: ['commands', 'scope', 'language_code'], run: setMyCommands },
  deleteMyCommands: {
    params: ['scope', 'language_code'],
    run: ({ bot, params }) => {
      bot.profile.deleteCommands(params.json('scope'), params.text('language_code') ?? '');
      return true;
    },
  },
  getMyCommands: {
    params: ['scope', 'language_code'],
    run: ({ bot, params }) => bot.profile.commands(params.text('language_code') ?? '', params.json('scope')),
  },
  setMyName: {
    params: ['name', 'language_code'],
    run: (call) => setText(call, call.bot.profile.names, 'name', MAX_NAME),
  },
  setMyDescription: {
    params: ['description', 'language_code'],
    run: (call) => setText(call, call.bot.profile.descriptions, 'description', MAX_DESCRIPTION),
  },
  setMyShortDescription: {
    params: ['short_description', 'language_code'],
    run: (call) =>
      setText(call, call.bot.profile.shortDescriptions, 'short_description', MAX_SHORT_DESCRIPTION),
  },
  setChatMenuButton: { params: ['chat_id', 'menu_button'], run: setChatMenuButton },
  getFile: { params: ['file_id'], run: getFile },
};

function setMyCommands({ bot, params }: ApiCall): true {
  const list = params.json('commands', "can't parse commands JSON object");
  if (!Array.isArray(list)) throw badRequest("can't parse commands: must be an Array");
  if (list.length > MAX_COMMANDS) throw badRequest('too much commands specified');
  bot.profile.setCommands(params.json('scope'), languageOf(params), list.map(readCommand));
  return true;
}

function readCommand(value: unknown): BotCommand {
  const { command, description } = isObject(value) ? value : {};
  if (typeof command !== 'string' || !/^\/?[a-z0-9_]{1,32}$/.test(command)) {
    throw badRequest('BOT_COMMAND_INVALID');
  }
  if (typeof description !== 'string' || description.length < 1 || description.length > 256) {
    throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
  }
  return { command: command.replace('/', ''), description };
}

function setText({ params }: ApiCall, texts: Map<string, string>, name: string, maxLength: number): true {
  const text = params.text(name) ?? '';
  if (text.length > maxLength) throw badRequest(`bot's ${name} is too long`); // assumed wording
  texts.set(languageOf(params), text);
  return true;
}

function setChatMenuButton({ bot, params }: ApiCall): true {
  const button = params.json('menu_button', "can't parse menu button JSON object") ?? { type: 'default' };
  if (!isObject(button) || !MENU_BUTTON_TYPES.includes(String(button['type']))) {
    throw badRequest("can't parse menu button: unsupported type specified");
  }
  const chatId = params.number('chat_id');
  if (chatId !== undefined && !bot.conversations.get(chatId)?.started) throw badRequest('chat not found');
  bot.profile.menuButtons.set(chatId ?? 'default', button);
  return true;
}

function getFile({ bot, params, world }: ApiCall): unknown {
  const fileId = params.text('file_id') ?? '';
  const photo = world.files.byFileId(bot.token, fileId);
  if (!photo) throw badRequest('invalid file_id');
  const name = photo.path.slice('/files/'.length);
  return { file_id: fileId, file_unique_id: name, file_path: `photos/${name}` };
}

function languageOf(params: ApiCall['params']): string {
  const language = params.text('language_code') ?? '';
  if (language !== '' && !/^[a-z]{2}$/.test(language)) throw badRequest('invalid language code specified');
  return language;
}
