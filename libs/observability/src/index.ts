export { AppLogger } from './app-logger';
export { Health, HealthIndicator, type HealthReport } from './health';
export { createMask } from './mask';
export { Metrics, type WebhookOutcome, type WebhookState } from './metrics';
export { ObservabilityModule } from './observability.module';
export { guardProcess } from './process-guard';
export { REFUSAL_CLASSES, RefusalTrail, type RefusalClass } from './refusal-trail';
