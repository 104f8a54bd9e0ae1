import { Global, Module } from '@nestjs/common';
import { Config } from '@rto/config';
import { RegosCallObserver } from '@rto/regos';
import { AppLogger } from './app-logger';
import { Health } from './health';
import { HealthController } from './health.controller';
import { Metrics } from './metrics';
import { MetricsController } from './metrics.controller';
import { RefusalTrail } from './refusal-trail';
import { RegosCallMetrics } from './regos-call-metrics';

/** Logger, figures and health for the whole application; `Config` comes from a global module. */
@Global()
@Module({
  controllers: [HealthController, MetricsController],
  providers: [
    { provide: AppLogger, useFactory: (config: Config) => AppLogger.create(config), inject: [Config] },
    Metrics,
    Health,
    RefusalTrail,
    { provide: RegosCallObserver, useClass: RegosCallMetrics },
  ],
  exports: [AppLogger, Metrics, Health, RefusalTrail, RegosCallObserver],
})
export class ObservabilityModule {}
