import { randomBytes } from 'node:crypto';
import { Global, Module } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { ChangesModule } from '@rto/cluster';
import { Cipher, Database, DatabaseHandle } from '@rto/database';
import { Jobs } from '@rto/jobs';
import { Clock } from '@rto/kernel';
import { RegosIntegration } from '@rto/regos';
import { TenantCache } from './tenant-cache';
import { TenantRepository } from './tenant.repository';
import { TenantService } from './tenant.service';

export const TOKEN = '123456789:AAsecretTokenOfTheBot-0123456789_abcd';
export const SETTINGS = {
  BOT_TOKEN: TOKEN,
  PRICE_TYPE_ID: '1',
  STOCK_ID: '2',
  ORDER_SOURCE_ID: '3',
  CUSTOMER_GROUP_ID: '4',
};
export const logger = {
  error: (message: string): never => {
    throw new Error(message);
  },
};

/** REGOS's answer to ConnectedIntegrationSetting/Get. */
export class RegosSettings {
  values: Record<string, string> = {};
  failure: Error | undefined;

  apiLogin: string | undefined = 'shop-1';

  getInfo = async (): Promise<{ apiLogin: string | undefined }> => ({ apiLogin: this.apiLogin });

  getSettings = async (): Promise<{ key: string; value: string }[]> => {
    if (this.failure) throw this.failure;
    return Object.entries(this.values).map(([key, value]) => ({ key, value }));
  };
}

export interface Surroundings {
  readonly database: DatabaseHandle;
  readonly cipher: Cipher;
  readonly clock: Clock;
  readonly regos: RegosSettings;
  /** Takes the jobs that are added. */
  readonly added: unknown[];
}

const running: TestingModule[] = [];

/** The service as one process has it, its cache included; `endProcesses` stops it. */
export async function tenantsOfAProcess(around: Surroundings): Promise<TenantService> {
  const { database, cipher, clock, regos, added } = around;
  const stores = [
    { provide: Database, useValue: database.db },
    { provide: DatabaseHandle, useValue: database },
  ];

  @Global()
  @Module({ providers: stores, exports: stores })
  class Stores {}

  const app = await Test.createTestingModule({
    imports: [Stores, ChangesModule],
    providers: [
      TenantService,
      TenantRepository,
      TenantCache,
      { provide: Cipher, useValue: cipher },
      { provide: Clock, useValue: clock },
      { provide: RegosIntegration, useValue: regos },
      { provide: Jobs, useValue: { add: async (...job: unknown[]) => void added.push(job) } },
    ],
  }).compile();
  await app.init();
  running.push(app);
  return app.get(TenantService);
}

/** Before the database is closed. */
export async function endProcesses(): Promise<void> {
  await Promise.all(running.splice(0).map((app) => app.close()));
}

export function aConnection(): string {
  return randomBytes(16).toString('hex');
}
