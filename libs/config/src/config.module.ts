import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Config } from './config';
import { loadConfigOrExit } from './load-config';

/** Gives `Config` to the whole application. */
@Global()
@Module({})
export class ConfigModule {
  /** @param config what the start has read already, or a test's own; else the process's environment is read */
  static forRoot(config: Config = loadConfigOrExit()): DynamicModule {
    return { module: ConfigModule, providers: [{ provide: Config, useValue: config }], exports: [Config] };
  }
}
