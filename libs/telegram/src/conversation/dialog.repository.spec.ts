import { randomBytes } from 'node:crypto';
import { Cipher } from '@rto/database';
import { ManualClock, newId } from '@rto/kernel';
import { MemoryKeyValueStore } from '@rto/kv';
import { newCheckout } from '@rto/orders';
import { newDialog, type Dialog } from './dialog';
import { DialogRepository } from './dialog.repository';

const PHONE = '998901234567';

describe('DialogRepository', () => {
  const store = new MemoryKeyValueStore(new ManualClock());
  const cipher = new Cipher([randomBytes(32)]);
  const dialogs = new DialogRepository(store, cipher);
  const aDialog = (phone?: string): Dialog => ({
    ...newDialog('uz', false),
    draft: newCheckout(false, phone),
  });

  it('gives back what it kept, with and without a phone', async () => {
    for (const dialog of [newDialog('ru', false), aDialog(), aDialog(PHONE)]) {
      const tenantId = newId();
      await dialogs.save(tenantId, 7, dialog, 60);
      expect(await dialogs.find(tenantId, 7)).toEqual(dialog);
    }
  });

  it('leaves no phone in the store', async () => {
    const tenantId = newId();
    await dialogs.save(tenantId, 7, aDialog(PHONE), 60);
    expect(JSON.stringify(await store.get(`t:${tenantId}:dialog:7`))).not.toContain('901234567');
  });

  it('asks for the phone again when its key is gone, and keeps the rest', async () => {
    const tenantId = newId();
    const dialog = aDialog(PHONE);
    await dialogs.save(tenantId, 7, dialog, 60);
    const found = await new DialogRepository(store, new Cipher([randomBytes(32)])).find(tenantId, 7);
    expect(found).toEqual({ ...dialog, draft: { id: dialog.draft?.id, version: 0, knownCustomer: false } });
  });

  it('reads a dialog of the version before, which wrote the phone in plain', async () => {
    const tenantId = newId();
    await store.set(`t:${tenantId}:dialog:7`, aDialog(PHONE), 60);
    expect((await dialogs.find(tenantId, 7))?.draft?.phone).toBe(PHONE);
  });
});
