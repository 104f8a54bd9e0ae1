export * from './cart';
export * from './cart-recheck';
export { MAX_LINES } from './cart-rules';
export { CartModule } from './cart.module';
export { CartService, type CartOwner } from './cart.service';
