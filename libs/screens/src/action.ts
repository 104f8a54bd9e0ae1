import type { CheckoutStep } from '@rto/orders';

/** Where an item card was opened from, so that it can lead back there. */
export type Origin =
  | { readonly type: 'group'; readonly groupId: number; readonly page: number }
  | { readonly type: 'search'; readonly page: number }
  | { readonly type: 'none' };

/** What a button does. Ids and numbers only: everything else is read again when it is tapped. */
export type Action =
  | { readonly type: 'openMenu' }
  | { readonly type: 'openCatalog'; readonly page: number }
  | { readonly type: 'openGroup'; readonly groupId: number; readonly page: number }
  | { readonly type: 'startSearch' }
  | { readonly type: 'openSearch'; readonly page: number }
  | { readonly type: 'openItem'; readonly itemId: number; readonly origin: Origin }
  | { readonly type: 'addItem'; readonly itemId: number; readonly origin: Origin }
  | {
      readonly type: 'stepItem';
      readonly itemId: number;
      readonly direction: 1 | -1;
      readonly origin: Origin;
    }
  | { readonly type: 'openCart'; readonly page: number }
  | {
      readonly type: 'stepLine';
      readonly itemId: number;
      readonly direction: 1 | -1;
      readonly page: number;
    }
  | { readonly type: 'removeLine'; readonly itemId: number; readonly page: number }
  | { readonly type: 'clearCart' }
  | { readonly type: 'startCheckout' }
  | { readonly type: 'chooseDelivery'; readonly checkoutId: string; readonly deliveryTypeId: number }
  | { readonly type: 'skipStep'; readonly checkoutId: string; readonly step: CheckoutStep }
  | { readonly type: 'confirm'; readonly checkoutId: string; readonly version: number }
  | { readonly type: 'abortCheckout'; readonly checkoutId: string }
  | { readonly type: 'openCards' }
  | { readonly type: 'openOrders'; readonly page: number }
  | { readonly type: 'openOrder'; readonly number: number }
  | { readonly type: 'repeatOrder'; readonly number: number }
  /** Asks whether it is meant. */
  | { readonly type: 'askCancel'; readonly number: number }
  | { readonly type: 'cancelOrder'; readonly number: number }
  | { readonly type: 'openLanguage' }
  | { readonly type: 'chooseLanguage'; readonly language: 'ru' | 'uz' | 'en' }
  /** Shows a value only, like the quantity between − and +. */
  | { readonly type: 'nothing' };
