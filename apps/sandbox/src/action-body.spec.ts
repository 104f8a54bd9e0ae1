import { ActionBody, ActionRefused } from './action-body';

describe('ActionBody', () => {
  it('gives members of the right type', () => {
    const body = ActionBody.parse('{"text":"да","number":3,"flag":false,"price":"18500.50"}');
    expect(body.text('text')).toBe('да');
    expect(body.number('number')).toBe(3);
    expect(body.flag('flag')).toBe(false);
    expect(body.decimal('price')).toBe('18500.50');
  });

  it.each(['', 'not json', '7', 'null'])('refuses %j, which is not a JSON object', (json) => {
    expect(() => ActionBody.parse(json)).toThrow(ActionRefused);
  });

  it('refuses a missing member and one of another type', () => {
    const body = ActionBody.parse('{"text":1,"number":"1","flag":"on"}');
    expect(() => body.text('text')).toThrow(ActionRefused);
    expect(() => body.number('number')).toThrow(ActionRefused);
    expect(() => body.flag('flag')).toThrow(ActionRefused);
    expect(() => body.text('absent')).toThrow(ActionRefused);
  });

  it.each(['-1', '1e5', '1,5', '', '0.1234', 'NaN', '123456789012'])('refuses %j as a price', (price) => {
    expect(() => ActionBody.parse(JSON.stringify({ price })).decimal('price')).toThrow(ActionRefused);
  });
});
