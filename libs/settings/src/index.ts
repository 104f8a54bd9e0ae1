export {
  BotProbe,
  type Answer,
  type BotReport,
  type StaffChatReport,
  type WebhookReport,
} from './doctor/bot-probe';
export { DoctorModule } from './doctor/doctor.module';
export { FINDING_CODES, guideAnchor, guideTo, type Finding } from './doctor/finding';
export { SettingsDoctor, type Checkup } from './doctor/settings-doctor';
export { SEVERITIES, type Severity } from './doctor/words/finding-words';
export { parseSettings } from './values/parse-settings';
export { OFF_CARD_SETTINGS, SETTING_TITLES, type SettingKey } from './values/setting-keys';
export { namedSettings, type SettingValues } from './values/setting-values';
export { OwnerDoor } from './owners/owner-door';
export type { NamedBy, Owner } from './owners/owner.repository';
export { Owners } from './owners/owners';
export {
  lastWorkingDay,
  nextClosing,
  openingAfterToday,
  workingDay,
  type WorkingDay,
} from './owners/working-day';
export { SettingsModule } from './settings.module';
export * from './tenants/tenant';
export { connectionProblem } from './tenants/connection-problems';
export { settingProblem, type SettingProblemCode, type TenantProblem } from './values/setting-problems';
export {
  GOODS_VIEWS,
  type DeliverySlot,
  type GoodsView,
  type MapPoint,
  type TenantSettings,
} from './values/tenant-settings';
export type { TenantCursor } from './tenants/tenant.repository';
export { TenantNotFoundError } from './tenants/tenant-not-found-error';
export { TenantService } from './tenants/tenant.service';
export { SettingsWorkerModule } from './tenants/settings-worker.module';
export { TenantLifecycle } from './tenants/tenant-lifecycle';
