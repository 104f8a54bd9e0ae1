import { Decimal } from 'decimal.js';
import { plainDecimal } from './plain-decimal';
import type { Quantity } from './quantity';

/** Enough digits for 99 999 999 999 x 999 999 999 with three decimals on each side. */
const Exact = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP });

/** Decimal places of money. REGOS sends up to three; people pay with at most two. */
const MONEY_PLACES = 2;

/**
 * A decimal amount in one currency. Immutable. Kept as text: a catalogue has one an item, and a decimal that is ready for
 * arithmetic takes four times the memory.
 */
export class Money {
  private constructor(
    /** Plain decimal text without an exponent: `18500`, `99.9`. */
    readonly amount: string,
    readonly currency: string,
  ) {}

  /** @param amount a decimal as text (`"18500.00"`), never a float that was computed with */
  static of(amount: string, currency: string): Money {
    return new Money(plainDecimal(amount), currency);
  }

  static zero(currency: string): Money {
    return Money.of('0', currency);
  }

  static sum(amounts: readonly Money[], currency: string): Money {
    return amounts.reduce((total, amount) => total.plus(amount), Money.zero(currency));
  }

  plus(other: Money): Money {
    this.assertSameCurrency(other);
    return new Money(this.value.plus(other.value).toFixed(), this.currency);
  }

  /** The difference, never below zero. */
  minus(other: Money): Money {
    this.assertSameCurrency(other);
    const difference = this.value.minus(other.value);
    return difference.isNegative()
      ? Money.zero(this.currency)
      : new Money(difference.toFixed(), this.currency);
  }

  /** The price of `quantity` units, rounded. */
  times(quantity: Quantity): Money {
    return this.rounded(this.value.times(quantity.toString()));
  }

  /** What comes to each of `parts`, rounded; for figures, not to be paid. @param parts above zero */
  dividedBy(parts: number): Money {
    return this.rounded(this.value.dividedBy(parts));
  }

  isZero(): boolean {
    return this.value.isZero();
  }

  lessThan(other: Money): boolean {
    this.assertSameCurrency(other);
    return this.value.lessThan(other.value);
  }

  equals(other: Money): boolean {
    return this.currency === other.currency && this.value.equals(other.value);
  }

  toString(): string {
    return `${this.amount} ${this.currency}`;
  }

  /** The one place where money is rounded: half up to two decimals. */
  private rounded(value: Decimal): Money {
    return new Money(value.toDecimalPlaces(MONEY_PLACES, Decimal.ROUND_HALF_UP).toFixed(), this.currency);
  }

  private get value(): Decimal {
    return new Exact(this.amount);
  }

  private assertSameCurrency(other: Money): void {
    if (this.currency !== other.currency) {
      throw new TypeError(`cannot combine ${this.currency} with ${other.currency}`);
    }
  }
}
