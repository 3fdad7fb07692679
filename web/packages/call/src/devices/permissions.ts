import type { Kind } from './acquire';

export type Permission = PermissionState | 'unknown';
export type Permissions = Record<Kind, Permission>;

const names = { audio: 'microphone', video: 'camera' } as const;

/** Reports the permission of the page, now and whenever the person changes it; some browsers never do. */
export function watchPermissions(report: (kind: Kind, permission: Permission) => void): () => void {
  const stop = new AbortController();
  const watch = async (kind: Kind) => {
    try {
      const status = await navigator.permissions.query({ name: names[kind] as PermissionName });
      if (stop.signal.aborted) return;
      report(kind, status.state);
      status.addEventListener('change', () => report(kind, status.state), { signal: stop.signal });
    } catch {
      // Firefox before 132 and old Safari know no such question: the check itself is the answer there.
    }
  };
  if ('permissions' in navigator) for (const kind of ['audio', 'video'] as const) void watch(kind);
  return () => stop.abort();
}
