import { Injectable } from '@nestjs/common';
import type { TenantId } from '@rto/kernel';
import { chatName, type ChatKey } from './chat-key';

/** Unfinished updates of a chat, counted. */
export interface Unfinished extends ChatKey {
  readonly updates: number;
}

/**
 * How much waits, of each chat, of each tenant and in all: what is being committed, what this process has committed,
 * and what it has read from there to work on it. Without the first two a flood in one chat would seem to be nothing.
 */
@Injectable()
export class UpdateCounts {
  private readonly coming = new Count();
  private readonly left = new Count();
  private readonly read = new Count();

  get all(): number {
    return this.coming.all + this.left.all + this.read.all;
  }

  of(tenantId: TenantId): number {
    return this.coming.of(tenantId) + this.left.of(tenantId) + this.read.of(tenantId);
  }

  ofChat(chat: ChatKey): number {
    return this.coming.ofChat(chat) + this.left.ofChat(chat) + this.read.ofChat(chat);
  }

  /** How many tenants have something here; those that have nothing else may be missing while it comes in. */
  get tenants(): number {
    return Math.max(this.coming.tenants.size, this.left.tenants.size, this.read.tenants.size);
  }

  /** Tenants with updates that this process has not read. */
  get leftTenants(): TenantId[] {
    return [...this.left.tenants.keys()];
  }

  /** Updates are on their way into the inbox; negative: they are there, or were refused. */
  come(chat: ChatKey, updates: number): void {
    this.coming.add(chat, updates);
  }

  /** Updates are left in the inbox; negative: they were read from there. */
  leave(chat: ChatKey, updates: number): void {
    this.left.add(chat, updates);
  }

  /** Updates are worked on here; negative: they are over. */
  work(chat: ChatKey, updates: number): void {
    this.read.add(chat, updates);
  }

  /** @param unfinished all that the inbox has of these tenants, read and unread */
  correct(tenantIds: readonly TenantId[], unfinished: readonly Unfinished[]): void {
    for (const tenantId of tenantIds) this.left.forget(tenantId);
    for (const chat of unfinished) this.left.add(chat, chat.updates - this.read.ofChat(chat));
  }
}

/** Of each chat; never below zero. */
class Count {
  all = 0;
  readonly tenants = new Map<TenantId, { all: number; readonly byChat: Map<string, number> }>();

  of(tenantId: TenantId): number {
    return this.tenants.get(tenantId)?.all ?? 0;
  }

  ofChat(chat: ChatKey): number {
    return this.tenants.get(chat.tenantId)?.byChat.get(chatName(chat)) ?? 0;
  }

  add(chat: ChatKey, change: number): void {
    const name = chatName(chat);
    const tenant = this.tenants.get(chat.tenantId) ?? { all: 0, byChat: new Map<string, number>() };
    const before = tenant.byChat.get(name) ?? 0;
    const after = Math.max(before + change, 0);
    this.all += after - before;
    tenant.all += after - before;
    if (after > 0) tenant.byChat.set(name, after);
    else tenant.byChat.delete(name);
    if (tenant.all > 0) this.tenants.set(chat.tenantId, tenant);
    else this.tenants.delete(chat.tenantId);
  }

  forget(tenantId: TenantId): void {
    this.all -= this.of(tenantId);
    this.tenants.delete(tenantId);
  }
}
