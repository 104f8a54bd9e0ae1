import { Module } from '@nestjs/common';
import { ChangeFeed } from './change-feed';

/** The database comes from the app's global modules. One feed a process, however many modules ask for it. */
@Module({ providers: [ChangeFeed], exports: [ChangeFeed] })
export class ChangesModule {}
