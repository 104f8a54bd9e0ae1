import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '@rto/config';
import { Cipher } from '@rto/database';
import { LANGUAGES, type Language } from '@rto/kernel';
import type { TenantBot } from '@rto/settings';
import { allowedUpdates, HANDLED_UPDATES } from '../client/allowed-updates';
import { profileCalls } from './bot-profile';
import type { WebhookKey } from './bot-setup';

/** Telegram's own default; said all the same, so that a value of a former program does not stay. */
const MAX_CONNECTIONS = 40;

/** What setWebhook is called with. Updates that wait are never dropped. */
interface WebhookCall {
  readonly url: string;
  readonly secret_token: string;
  readonly allowed_updates: readonly string[];
  readonly max_connections: number;
  readonly drop_pending_updates: false;
}

/** How the service wants bots to be set up, and hashes that tell whether one is. */
@Injectable()
export class BotWish {
  /** Changes when something is wanted of every bot that was not wanted before. */
  readonly target: string;

  constructor(
    private readonly config: Config,
    private readonly cipher: Cipher,
  ) {
    const profiles = LANGUAGES.map(profileCalls);
    // a new encryption key makes new addresses
    const wanted = [this.webhookRoot, HANDLED_UPDATES, MAX_CONNECTIONS, profiles, cipher.newestPrefix];
    this.target = createHash('sha256').update(JSON.stringify(wanted)).digest('base64url').slice(0, 16);
  }

  /** Undefined: updates are polled. */
  get webhookRoot(): string | undefined {
    const { updates, publicUrl } = this.config.telegram;
    return updates === 'webhook' && publicUrl !== undefined ? `${publicUrl}/telegram` : undefined;
  }

  /** Undefined: no webhook is wanted. */
  webhook({ publicId, secret }: WebhookKey, bot: Pick<TenantBot, 'isInline'> = {}): WebhookCall | undefined {
    if (this.webhookRoot === undefined) return undefined;
    return {
      url: `${this.webhookRoot}/${publicId}`,
      secret_token: secret,
      allowed_updates: allowedUpdates(bot),
      max_connections: MAX_CONNECTIONS,
      drop_pending_updates: false,
    };
  }

  /** One for each encryption key, newest first: a hash made before a rotation still counts. */
  webhookHashes(token: string, call: WebhookCall): string[] {
    return this.cipher.hashes(JSON.stringify([token, call]), 'bot_setups.webhook');
  }

  profileHashes(token: string, language: Language): string[] {
    return this.cipher.hashes(JSON.stringify([token, profileCalls(language)]), 'bot_setups.profile');
  }
}
