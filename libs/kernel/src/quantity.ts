import { Decimal } from 'decimal.js';
import { plainDecimal } from './plain-decimal';
import { bareUnit, unitWord } from './unit-words';

/** `pcs` is sold in whole units; `non_pcs` (kg, litre) in fractions (docs/regos.md 9.2). */
export type UnitKind = 'pcs' | 'non_pcs';

export interface Unit {
  readonly name: string;
  readonly kind: UnitKind;
}

/** A decimal amount of goods, at most three places. Immutable; kept as text like `Money`. */
export class Quantity {
  private constructor(private readonly text: string) {}

  static of(text: string): Quantity {
    return new Quantity(plainDecimal(text));
  }

  static readonly zero = Quantity.of('0');

  /**
   * One tap of + or −: a whole unit for pieces, a tenth of a kilogram, litre or metre, also where the unit is the gram.
   * REGOS has no step of its own to give (docs/regos.md 9.2).
   */
  static step({ name, kind }: Unit): Quantity {
    if (kind === 'pcs') return Quantity.of('1');
    return isSmall(name) ? Quantity.of('100') : Quantity.of('0.1');
  }

  plus(other: Quantity): Quantity {
    return new Quantity(this.value.plus(other.value).toFixed());
  }

  /** The difference, never below zero. */
  minus(other: Quantity): Quantity {
    const difference = this.value.minus(other.value);
    return difference.isNegative() ? Quantity.zero : new Quantity(difference.toFixed());
  }

  isZero(): boolean {
    return this.value.isZero();
  }

  /** True above zero; REGOS's `allowed` quantity may be negative. */
  isPositive(): boolean {
    return this.value.greaterThan(0);
  }

  lessThan(other: Quantity): boolean {
    return this.value.lessThan(other.value);
  }

  equals(other: Quantity): boolean {
    return this.value.equals(other.value);
  }

  /** Rounded down to what can be ordered: whole pieces, or three decimals of a weighed unit. */
  floorFor(kind: UnitKind): Quantity {
    return new Quantity(this.value.toDecimalPlaces(kind === 'pcs' ? 0 : 3, Decimal.ROUND_DOWN).toFixed());
  }

  /** Plain decimal text without an exponent or trailing zeros: `2`, `0.35`. */
  toString(): string {
    return this.text;
  }

  /** For a JSON number in a REGOS body. Exact: at most 12 significant digits. */
  toNumber(): number {
    return this.value.toNumber();
  }

  private get value(): Decimal {
    return new Decimal(this.text);
  }
}

/** A gram or a millilitre, in which goods are weighed and not counted. */
function isSmall(unitName: string): boolean {
  const word = unitWord(bareUnit(unitName));
  return word !== undefined && word.measure !== 'pieces' && word.least === 1;
}
