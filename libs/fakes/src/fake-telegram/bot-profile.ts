import type { JsonObject } from './wire';

export interface BotCommand {
  readonly command: string;
  readonly description: string;
}

/** What a bot tells about itself, per language (`''` is the default for all). */
export class BotProfile {
  readonly names = new Map<string, string>();
  readonly descriptions = new Map<string, string>();
  readonly shortDescriptions = new Map<string, string>();
  /** Of the whole bot, or of one chat. */
  readonly menuButtons = new Map<number | 'default', JsonObject>();
  private readonly commandLists = new Map<string, readonly BotCommand[]>();

  setCommands(scope: unknown, language: string, commands: readonly BotCommand[]): void {
    this.commandLists.set(commandKey(scope, language), commands);
  }

  deleteCommands(scope: unknown, language: string): void {
    this.commandLists.delete(commandKey(scope, language));
  }

  commands(language = '', scope?: unknown): readonly BotCommand[] {
    return this.commandLists.get(commandKey(scope, language)) ?? [];
  }
}

function commandKey(scope: unknown, language: string): string {
  return `${JSON.stringify(scope ?? { type: 'default' })}/${language}`;
}
