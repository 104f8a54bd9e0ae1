import {
  canSkip,
  currentStep,
  isPickup,
  pickupStockId,
  relevantAnswers,
  newCheckout,
  type CheckoutDraft,
  type CheckoutRules,
} from './checkout';

const ALL: CheckoutRules = {
  ...{ deliveryTypeRequired: true, addressRequired: true, locationRequired: true },
  ...{ pickupStockIds: [1], deliverySlots: [] },
};
const FEW: CheckoutRules = {
  ...{ deliveryTypeRequired: false, addressRequired: false, locationRequired: false },
  ...{ pickupStockIds: [1], deliverySlots: [] },
};

const ANSWERS: readonly Partial<CheckoutDraft>[] = [
  { phone: '998901234567' },
  { deliveryType: { id: 1, name: 'Курьер' } },
  { address: 'Чиланзар 5' },
  { location: { latitude: 41.3, longitude: 69.2 } },
  { note: null },
];

/** The questions in the order in which they are asked. */
function steps(rules: CheckoutRules, start: CheckoutDraft, answers = ANSWERS): string[] {
  const asked: string[] = [];
  let draft = start;
  for (let step = currentStep(draft, rules); step !== 'summary'; step = currentStep(draft, rules)) {
    asked.push(step);
    draft = { ...draft, ...answers.find((answer) => step in answer) };
    if (asked.length > 6) throw new Error('the checkout has no end');
  }
  return asked;
}

describe('the questions of a checkout', () => {
  it('ask a new buyer for everything that the shop wants, in a fixed order', () => {
    expect(steps(ALL, newCheckout(false, undefined))).toEqual([
      'phone',
      'deliveryType',
      'address',
      'location',
      'note',
    ]);
  });

  it('ask for a location and a note in every shop', () => {
    expect(steps(FEW, newCheckout(true, undefined))).toEqual(['location', 'note']);
  });

  it('ask no phone of a buyer whose customer or number is known', () => {
    expect(steps(FEW, newCheckout(true, undefined))).not.toContain('phone');
    expect(steps(FEW, newCheckout(false, '998901234567'))).not.toContain('phone');
  });

  it('take what was skipped for answered', () => {
    const skipped = { ...newCheckout(true, undefined), deliveryType: null, address: null, location: null };
    expect(currentStep(skipped, ALL)).toBe('note');
  });

  it.each(['Самовывоз', 'самовывоз из магазина', 'Pickup', 'pick-up point', 'Olib ketish', 'Олиб кетиш'])(
    'ask for no place of somebody who comes for the goods: %s',
    (name) => {
      const draft = { ...newCheckout(true, undefined), deliveryType: { id: 2, name } };
      expect(isPickup(draft)).toBe(true);
      expect(currentStep(draft, ALL)).toBe('note');
      const placed = { ...draft, address: 'Чиланзар 5', location: { latitude: 41.3, longitude: 69.2 } };
      expect(relevantAnswers(placed)).toEqual(draft);
    },
  );

  it('ask where among several points, and again when the one chosen is none any more', () => {
    const draft = { ...newCheckout(true, undefined), deliveryType: { id: 2, name: 'Самовывоз' } };
    const several = { ...ALL, pickupStockIds: [1, 4] };
    expect(currentStep(draft, several)).toBe('pickupPoint');
    expect(currentStep({ ...draft, pickupPoint: { id: 4 } }, several)).toBe('note');
    expect(currentStep({ ...draft, pickupPoint: { id: 5 } }, several)).toBe('pickupPoint');
    expect([pickupStockId(draft, ALL), pickupStockId(draft, several)]).toEqual([1, undefined]);
    expect(pickupStockId({ ...draft, deliveryType: { id: 1, name: 'Курьер' } }, ALL)).toBeUndefined();
  });

  it('ask for the time where there are slots, of those who come as well', () => {
    const rules = { ...FEW, deliverySlots: [{ start: 600, end: 720 }] };
    expect(currentStep({ ...newCheckout(true, undefined), location: null }, rules)).toBe('time');
  });

  it('ask one of them anew, and keep its answer until then', () => {
    const whole = { ...newCheckout(true, undefined), location: null, note: null };
    expect(currentStep({ ...whole, editing: 'location' }, FEW)).toBe('location');
    expect(currentStep({ ...whole, editing: 'address' }, FEW)).toBe('summary'); // this shop asks for none
  });

  it('take words for a place: a point beside them may be left out', () => {
    const draft = newCheckout(true, undefined);
    expect(canSkip('location', { ...draft, address: 'Чиланзар 5' }, ALL)).toBe(true);
  });

  it('let nobody skip what the shop must know', () => {
    const draft = newCheckout(false, undefined);
    expect(canSkip('location', draft, ALL)).toBe(false);
    expect(canSkip('location', draft, FEW)).toBe(true);
    expect(canSkip('note', draft, ALL)).toBe(true);
    for (const step of ['phone', 'deliveryType', 'address', 'summary'] as const) {
      expect(canSkip(step, draft, FEW)).toBe(false);
    }
  });

  it('belong to a checkout of their own each time', () => {
    expect(newCheckout(true, undefined).id).not.toBe(newCheckout(true, undefined).id);
  });
});
