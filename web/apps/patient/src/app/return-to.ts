/** A way back inside Mila; anything that could lead elsewhere becomes the main page. */
export function safeReturnTo(value: unknown): string {
  if (typeof value !== 'string' || !value.startsWith('/') || /^\/[/\\]/.test(value)) return '/';
  return value.startsWith('/login') ? '/' : value;
}
