/** Why a screen cannot be shown here at all; null where it can. Phones' browsers do not know how. */
export function screenBarrier(): 'phone' | 'browser' | null {
  if ('mediaDevices' in navigator && 'getDisplayMedia' in navigator.mediaDevices) return null;
  return matchMedia('(pointer: coarse)').matches ? 'phone' : 'browser';
}
