import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  addPushDevice,
  keys,
  pushDevicesQuery,
  pushKeyQuery,
  pushSubscriptionHere,
  removePushDevice,
} from '@mila/api';

export type DeviceState = 'on' | 'off' | 'denied' | 'unsupported' | 'iphone' | 'absent';

const workerUrl = '/push-worker.js';

/** Safari of iPhones can be woken only from the Home Screen, and says nothing of it. */
const isIphone = () =>
  /iPhone|iPad/.test(navigator.userAgent) ||
  (navigator.userAgent.includes('Macintosh') && navigator.maxTouchPoints > 1);

const canBeWoken = () => 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;

function bytesOf(key: string): Uint8Array<ArrayBuffer> {
  const text = atob(key.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** Nobody presses «Включить» and is left without an answer. */
export class PushFailed extends Error {}

async function subscribeHere(key: string): Promise<PushSubscription> {
  try {
    await navigator.serviceWorker.register(workerUrl);
    const worker = await navigator.serviceWorker.ready;
    return await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(key) });
  } catch (reason) {
    throw new PushFailed(String(reason));
  }
}

/** Whether this browser is woken for this person, and how to change that. */
export function useDevice() {
  const cache = useQueryClient();
  const key = useQuery(pushKeyQuery);
  const devices = useQuery(pushDevicesQuery);
  const here = useQuery({ queryKey: keys.pushHere, queryFn: pushSubscriptionHere, enabled: canBeWoken() });
  const mine = devices.data?.items.find(({ endpoint }) => endpoint === here.data?.endpoint);
  const refresh = async () => {
    await cache.invalidateQueries({ queryKey: keys.pushHere });
    await cache.invalidateQueries({ queryKey: pushDevicesQuery.queryKey });
  };
  const allow = useMutation({
    mutationFn: async (publicKey: string) => {
      if ((await Notification.requestPermission()) !== 'granted') return;
      await addPushDevice(await subscribeHere(publicKey));
    },
    onSettled: refresh,
  });
  const forbid = useMutation({
    mutationFn: async () => {
      if (mine) await removePushDevice(mine.subscription_id);
      await here.data?.unsubscribe();
    },
    onSettled: refresh,
  });
  const loaded = key.isSuccess && devices.isSuccess && (here.isSuccess || !canBeWoken());
  return { loaded, state: stateOf(key.data?.key, Boolean(mine)), key: key.data?.key, allow, forbid };
}

function stateOf(key: string | null | undefined, on: boolean): DeviceState {
  if (!key) return 'absent';
  if (!canBeWoken()) return isIphone() ? 'iphone' : 'unsupported';
  if (Notification.permission === 'denied') return 'denied';
  return on ? 'on' : 'off';
}
