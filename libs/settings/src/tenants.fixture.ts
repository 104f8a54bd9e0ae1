import { randomBytes } from 'node:crypto';
import { Test } from '@nestjs/testing';
import { Cipher, Database, type DatabaseHandle } from '@rto/database';
import { Jobs } from '@rto/jobs';
import { Clock } from '@rto/kernel';
import { RegosIntegration } from '@rto/regos';
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

/** The service as one process has it, its cache included. */
export async function tenantsOfAProcess(around: Surroundings): Promise<TenantService> {
  const { database, cipher, clock, regos, added } = around;
  const app = await Test.createTestingModule({
    providers: [
      TenantService,
      TenantRepository,
      { provide: Database, useValue: database.db },
      { provide: Cipher, useValue: cipher },
      { provide: Clock, useValue: clock },
      { provide: RegosIntegration, useValue: regos },
      { provide: Jobs, useValue: { add: async (...job: unknown[]) => void added.push(job) } },
    ],
  }).compile();
  return app.get(TenantService);
}

export function aConnection(): string {
  return randomBytes(16).toString('hex');
}
