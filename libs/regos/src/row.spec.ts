import { Row, rowsOf } from './row';

describe('row', () => {
  it.each([
    [18500.0, '18500'],
    [1.5, '1.5'],
    [-2, '-2'],
    [99999999999.999, '99999999999.999'],
    ['47000.000', '47000.000'],
    [5e-7, '5e-7'],
    ['1e-900000000', undefined], // written out it fills the memory
    ['0x10', undefined],
    ['9'.repeat(400), undefined],
    ['', undefined],
    ['abc', undefined],
    [null, undefined],
    [undefined, undefined],
    [{}, undefined],
  ])('reads the decimal %j as %j', (value, expected) => {
    expect(new Row({ value }).decimal('value')).toBe(expected);
  });

  it.each([
    [12, 12],
    ['12', 12],
    [' 0012 ', 12],
    ['12.000', 12],
    ['-5', -5],
    ['0x10', undefined],
    ['1e3', undefined],
    ['9'.repeat(17), undefined],
    ['12a', undefined],
    [1.5, undefined],
    [null, undefined],
    [[3], undefined],
  ])('reads the id %j as %j', (value, expected) => {
    expect(new Row({ value }).integer('value')).toBe(expected);
  });

  it.each([
    [true, true],
    ['True', true],
    [1, true],
    ['1', true],
    [false, false],
    ['false', false],
    [0, false],
    [null, false],
    [undefined, false],
  ])('reads the flag %j as %j', (value, expected) => {
    expect(new Row({ value }).flag('value')).toBe(expected);
  });

  it('takes a reference to 0 for none', () => {
    expect(new Row({ parent_id: 0 }).reference('parent_id')).toBeUndefined();
  });

  it('finds nothing in what is no object and no list', () => {
    expect(new Row(null).row('a').row('b').text('c')).toBeUndefined();
    expect(new Row('text').rows('length')).toEqual([]);
    expect(rowsOf({ 0: {} })).toEqual([]);
  });
});
