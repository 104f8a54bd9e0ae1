import { setMaxListeners } from 'node:events';

/** Ends any number of waits of a fake at once; more than ten are no leak. */
export function stopController(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}
