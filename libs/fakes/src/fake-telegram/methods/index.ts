import { callbackMethods } from './callback-methods';
import { chatMethods } from './chat-methods';
import { editMethods } from './edit-methods';
import { inlineMethods } from './inline-methods';
import type { ApiMethod } from './method';
import { profileMethods } from './profile-methods';
import { sendMethods } from './send-methods';
import { updateMethods } from './update-methods';

const METHODS = {
  ...updateMethods,
  ...sendMethods,
  ...editMethods,
  ...callbackMethods,
  ...inlineMethods,
  ...profileMethods,
  ...chatMethods,
};
const BY_LOWER_CASE = new Map(
  Object.entries(METHODS).map(([name, method]) => [name.toLowerCase(), { name, method }]),
);

/** Method names are read without regard to case, as on the real server. */
export function findMethod(name: string): { readonly name: string; readonly method: ApiMethod } | undefined {
  return BY_LOWER_CASE.get(name.toLowerCase());
}
