// For `node --require`: the wall clock of the process is CLOCK_SHIFT_MS off, and jumps by CLOCK_JUMP_MS at each
// SIGUSR2. What is monotonic goes on as it is, as after a hand that sets the clock of a machine.
'use strict';

const RealDate = Date;
const jumpMs = Number(process.env.CLOCK_JUMP_MS ?? 0);
let shiftMs = Number(process.env.CLOCK_SHIFT_MS ?? 0);
const now = () => RealDate.now() + shiftMs;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, given, newTarget) =>
    Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget === Date ? target : newTarget),
  apply: () => new RealDate(now()).toString(),
  get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
});
RealDate.prototype.constructor = Date;
process.on('SIGUSR2', () => {
  shiftMs += jumpMs;
});
