/** How far this device's clock is from the server's, in milliseconds; learnt from every answer that carries the time. */
let offset = 0;

export function learnServerTime(serverTime: string): void {
  const server = Date.parse(serverTime);
  if (!Number.isNaN(server)) offset = server - Date.now();
}

/** Now by the server's clock: holds, refunds and calls are counted by it. */
export const serverNow = (): number => Date.now() + offset;
