import { Module } from '@nestjs/common';
import { RegosModule } from '@rto/regos';
import { SettingsModule } from '../settings.module';
import { SettingsDoctor } from './settings-doctor';

/** `BotProbe` comes from the app's global modules, as the clock does. */
@Module({ imports: [SettingsModule, RegosModule], providers: [SettingsDoctor], exports: [SettingsDoctor] })
export class DoctorModule {}
