import { Module } from '@nestjs/common';
import { CartService } from './cart.service';

/** The store and the clock come from the app's global modules. */
@Module({ providers: [CartService], exports: [CartService] })
export class CartModule {}
