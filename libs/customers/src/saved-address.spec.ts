import { isSaved, MAX_ADDRESSES, withAddress, type SavedAddress } from './saved-address';

const HOME: SavedAddress = { id: 3, name: 'Дом', address: 'Чиланзар 5' };
const POINT = { latitude: 41.3, longitude: 69.2 };

describe('saved addresses', () => {
  it('never give an id again while a later one is there', () => {
    expect(withAddress([HOME], { name: 'Дача', location: POINT })).toEqual([
      HOME,
      { id: 4, name: 'Дача', location: POINT },
    ]);
  });

  it('replace the one of the same name', () => {
    expect(withAddress([HOME], { name: 'Дом', address: 'Юнусабад 1' })).toEqual([
      { id: 4, name: 'Дом', address: 'Юнусабад 1' },
    ]);
  });

  it('are five at most, and one of them may still be replaced', () => {
    const full = Array.from({ length: MAX_ADDRESSES }, (_, index) => ({
      ...HOME,
      id: index,
      name: `${index}`,
    }));
    expect(withAddress(full, { name: 'Дом', address: 'x' })).toBeUndefined();
    expect(withAddress(full, { name: '4', address: 'x' })).toHaveLength(MAX_ADDRESSES);
  });

  it('are known by their words and their point together', () => {
    expect(isSaved([HOME], { address: 'Чиланзар 5' })).toBe(true);
    expect(isSaved([HOME], { address: 'Чиланзар 5', location: POINT })).toBe(false);
    expect(isSaved([{ ...HOME, location: POINT }], { address: 'Чиланзар 5', location: { ...POINT } })).toBe(
      true,
    );
  });
});
