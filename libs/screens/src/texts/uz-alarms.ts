import type { alarms as ru } from './ru-alarms';

/** What is wrong with the shop, as its staff reads it. */
export const alarms: typeof ru = {
  regosAway:
    '⚠️ REGOS 5 daqiqadan beri javob bermayapti. Bot buyurtmalarni qabul qilmoqda va REGOS qaytganda ularni oʻzi uzatadi. REGOS sizda ochiladimi, tekshiring; ochilsa, uning yordam xizmatiga yozing.',
  regosBack: (minutes) =>
    `✅ REGOS yana javob bermoqda (${minutes} daqiqa javob bermadi). Kutib turgan buyurtmalar uzatilmoqda.`,
  callsSpent: (calls, budget) =>
    `⚠️ Bugun bot REGOSga ${calls} marta murojaat qildi, bu kunlik zaxiraning (${budget}) deyarli hammasi. U tugasa, buyurtmalar kechikib keladi. Xizmat operatoriga yozing.`,
  quota:
    '⚠️ REGOS rad etmoqda: tarif limiti tugagan (xato 7500). Buyurtmalar yetib bormasligi mumkin. REGOSda tarifni tekshiring, uzaytiring yoki almashtiring.',
};
