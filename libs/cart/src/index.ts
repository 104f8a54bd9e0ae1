export * from './cart';
export * from './cart-recheck';
export { MAX_LINES } from './cart-rules';
export { CartModule } from './cart.module';
export { CartService } from './cart.service';
