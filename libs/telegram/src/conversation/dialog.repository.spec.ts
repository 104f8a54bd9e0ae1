import { randomBytes } from 'node:crypto';
import { Cipher } from '@rto/database';
import { ManualClock, newId } from '@rto/kernel';
import { MemoryKeyValueStore } from '@rto/kv';
import { newCheckout } from '@rto/orders';
import { newDialog, type Dialog } from './dialog';
import { DialogRepository } from './dialog.repository';

const PHONE = '998901234567';
const TOLD = { address: 'ул. Бобура, 5', location: { latitude: 41.5, longitude: 69.5 }, note: null };

describe('DialogRepository', () => {
  const store = new MemoryKeyValueStore(new ManualClock());
  const cipher = new Cipher([randomBytes(32)]);
  const dialogs = new DialogRepository(store, cipher);
  const aDialog = (phone?: string): Dialog => ({
    ...newDialog('uz', false),
    draft: newCheckout(false, phone),
  });

  it('gives back what it kept, with and without a phone', async () => {
    const told = { ...newDialog('uz', false), draft: { ...newCheckout(false, PHONE), ...TOLD } };
    for (const dialog of [newDialog('ru', false), aDialog(), aDialog(PHONE), told]) {
      const tenantId = newId();
      await dialogs.save(tenantId, 7, dialog, 60);
      expect(await dialogs.find(tenantId, 7)).toEqual(dialog);
    }
  });

  it('leaves in the store neither a phone nor where somebody lives', async () => {
    const tenantId = newId();
    await dialogs.save(tenantId, 7, { ...aDialog(), draft: { ...newCheckout(false, PHONE), ...TOLD } }, 60);
    const stored = JSON.stringify(await store.get(`t:${tenantId}:dialog:7`));
    for (const told of ['901234567', 'Бобура', '41.5', '69.5']) expect(stored).not.toContain(told);
  });

  it('asks for the phone again when its key is gone, and keeps the rest', async () => {
    const tenantId = newId();
    const dialog = aDialog(PHONE);
    await dialogs.save(tenantId, 7, dialog, 60);
    const found = await new DialogRepository(store, new Cipher([randomBytes(32)])).find(tenantId, 7);
    expect(found).toEqual({ ...dialog, draft: { id: dialog.draft?.id, version: 0, knownCustomer: false } });
  });
});
