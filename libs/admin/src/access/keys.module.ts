import { Module } from '@nestjs/common';
import { AdminKeys } from './admin-keys';
import { KeyCheck } from './key-check';
import { RequestLimits } from './request-limits';

/** Whose key a caller sends. `Config` and stores come from the app's global modules. */
@Module({ providers: [AdminKeys, KeyCheck, RequestLimits], exports: [AdminKeys, KeyCheck] })
export class AdminKeysModule {}
