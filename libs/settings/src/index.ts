export {
  BotProbe,
  type Answer,
  type BotReport,
  type StaffChatReport,
  type WebhookReport,
} from './doctor/bot-probe';
export { DoctorModule } from './doctor/doctor.module';
export type { Finding } from './doctor/finding';
export { SettingsDoctor, type Checkup, type MadeDocument } from './doctor/settings-doctor';
export { SEVERITIES, type Severity } from './doctor/words/finding-words';
export { parseSettings, type ParsedSettings } from './parse-settings';
export { SETTING_TITLES, type SettingKey } from './setting-keys';
export { MASK, namedSettings, type NamedSettings, type SettingValues } from './setting-values';
export { SettingsModule } from './settings.module';
export * from './tenant';
export {
  connectionProblem,
  settingProblem,
  type ConnectionProblemCode,
  type SettingProblemCode,
} from './tenant-problems';
export type { TenantCursor } from './tenant.repository';
export { TenantNotFoundError, TenantService, type Registration } from './tenant.service';
export { SettingsWorkerModule } from './settings-worker.module';
export { TenantLifecycle } from './tenant-lifecycle';
