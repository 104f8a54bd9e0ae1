import type { DynamicModule } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Config } from '@rto/config';
import type { Stores } from '@rto/stores';

/** What one of the apps is made of. */
export interface ServiceApp {
  /** Whether others of its kind and of the other kinds run beside it, on stores that all of them share. */
  readonly scaled: boolean;
  module(config: Config, stores: Stores): DynamicModule;
  /** What its HTTP side needs before it listens; an app without has health and figures only. */
  setUpHttp?(app: NestExpressApplication): void;
}
