import { readRegosCall } from './regos-call';

const ID = '0123456789abcdef0123456789abcdef';

describe('a call of REGOS', () => {
  const inner = { action: 'DocOrderDeliveryStatusSet', data: { id: 54321, status: 'Processing' } };
  const event = { name: 'DocOrderDeliveryStatusSet', documentId: 54321 };

  it('is an event in either shape', () => {
    const nested = { action: 'HandleWebhook', event_id: 'e', connected_integration_id: ID, data: inner };
    const flat = { connected_integration_id: ID, ...inner };
    for (const body of [nested, flat]) {
      expect(readRegosCall(body, ID)).toMatchObject({
        action: 'handlewebhook',
        connectedIntegrationId: ID,
        event,
      });
    }
  });

  it.each(['ReConnect', 're_connect', 'RECONNECT', 'reconnect'])('is the same action spelt %s', (action) => {
    expect(readRegosCall({ action, connected_integration_id: ID }, undefined)?.action).toBe('reconnect');
  });

  it.each(['handle_webhook', 'HANDLEWEBHOOK'])('holds an event also when it is spelt %s', (action) => {
    expect(readRegosCall({ action, connected_integration_id: ID, data: inner }, undefined)?.event).toEqual(
      event,
    );
  });

  it.each(['a\u0000', '\ud800'])('reads no id that the database cannot take: %j', (text) => {
    const data = [{ recipient: 5, message: text }];
    const call = readRegosCall({ action: 'SendMessages', event_id: text, data }, ID);
    expect(call).toEqual({
      action: 'sendmessages',
      connectedIntegrationId: ID,
      messages: [{ recipient: '5', message: text, imageUrl: undefined }],
    });
  });

  it('takes an id that is a text of digits', () => {
    const told = { action: 'DocOrderDeliveryStatusSet', data: { id: '54321' } };
    expect(readRegosCall(told, ID)?.event).toEqual(event);
  });

  it('knows a closed list of actions beside the events', () => {
    expect(readRegosCall({ action: 'SelfDestruct', data: { id: 1 } }, ID)).toBeUndefined();
  });

  it('names the event, the former connection and the messages it carries', () => {
    const flat = { event_id: 'e-1', ...inner };
    expect(readRegosCall(flat, ID)?.eventId).toBe('e-1');
    const reconnect = { action: 'Reconnect', data: { previous_integration_id: 'f'.repeat(32) } };
    expect(readRegosCall(reconnect, ID)?.previousId).toBe('f'.repeat(32));
    const data = [{ recipient: 5, message: 'Hi' }, { recipient: '6', message: '' }, 'text'];
    expect(readRegosCall({ action: 'SendMessages', data }, ID)?.messages).toEqual([
      { recipient: '5', message: 'Hi', imageUrl: undefined },
      { recipient: '6', message: undefined, imageUrl: undefined },
      { recipient: '', message: undefined, imageUrl: undefined },
    ]);
  });

  it('takes its connection from the header or the body', () => {
    expect(readRegosCall({ action: 'Check' }, ID)?.connectedIntegrationId).toBe(ID);
    expect(readRegosCall({ action: 'Check', connected_integration_id: ID }, undefined)).toMatchObject({
      connectedIntegrationId: ID,
    });
  });

  it.each([
    [
      'a header that names another connection',
      { action: 'Check', connected_integration_id: ID },
      'f'.repeat(32),
    ],
    ['no connection', { action: 'Check' }, undefined],
    ['an empty connection', { action: 'Check' }, ''],
    ['a connection as long as a book', { action: 'Check' }, 'a'.repeat(65)],
    ['a connection that is no text', { action: 'Check', connected_integration_id: 7 }, undefined],
    ['no action', { connected_integration_id: ID }, ID],
    ['an action that is no text', { action: { name: 'Check' } }, ID],
    ['a list', [], ID],
    ['nothing', undefined, ID],
    ['a null', null, ID],
  ])('is none with %s', (_name, body, headerId) => {
    expect(readRegosCall(body, headerId)).toBeUndefined();
  });

  it('names a row by digits in quotes, and a cheque by its uuid', () => {
    const happened = (action: string, data: unknown): unknown =>
      readRegosCall({ action: 'HandleWebhook', data: { action, data } }, ID)?.event;
    expect(happened('ItemEdited', { id: '101' })).toEqual({ name: 'ItemEdited', documentId: 101 });
    const uuid = '38bd43bc-4d9d-49da-a923-643eba1fb8a1';
    expect(happened('DocChequeClosed', { uuid })).toEqual({ name: 'DocChequeClosed', uuid });
    expect(happened('DocChequeClosed', { uuid: 'a b' })).toEqual({ name: 'DocChequeClosed' });
  });

  it('is an event of currencies also in the flat form', () => {
    const flat = { action: 'CurrencyExchangeRateEdited', data: { id: 2 } };
    expect(readRegosCall(flat, ID)?.event).toEqual({ name: 'CurrencyExchangeRateEdited', documentId: 2 });
  });

  it.each([[{ id: '54321a' }], [{ id: 1.5 }], [{ id: 2 ** 60 }], [{}], [null], ['text']])(
    'names no document when its data is %j',
    (data) => {
      const call = readRegosCall(
        { action: 'HandleWebhook', data: { action: 'DocOrderDeliveryEdited', data } },
        ID,
      );
      expect(call?.event).toEqual({ name: 'DocOrderDeliveryEdited' });
    },
  );

  it('is none when the event has no name', () => {
    expect(readRegosCall({ action: 'HandleWebhook', data: { data: { id: 1 } } }, ID)).toBeUndefined();
  });
});
