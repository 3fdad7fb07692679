/** Half of a character, left by a cut in the middle of an emoji, becomes U+FFFD: nothing else can carry it. */
export const wellFormed = (text: string): string =>
  text.replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, (found) =>
    found.length === 2 ? found : '\ufffd',
  );

/** Whether anything of the text can be seen; the server refuses what shows nothing. */
export const showsSomething = (text: string): boolean =>
  text.replace(/[\p{Z}\p{C}\u115f\u1160\u2800\u3164\uffa0]/gu, '') !== '';

export interface Piece {
  text: string;
  /** Given for a piece that is an address. */
  href?: string;
}

const address = /https?:\/\/[^\s<>"']+/gi;
const afterIt = /[.,:;!?)\]}»…]+$/;

const safeHref = (text: string): string | undefined => {
  try {
    const { protocol, username, password, href } = new URL(text);
    // A name before «@» makes an address look like another one.
    return /^https?:$/.test(protocol) && !username && !password ? href : undefined;
  } catch {
    return undefined;
  }
};

/** The text in pieces, addresses of pages among them; only http and https are addresses. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(address)) {
    const shown = match[0].replace(afterIt, '');
    const href = safeHref(shown);
    if (!href) continue;
    if (match.index > end) found.push({ text: text.slice(end, match.index) });
    found.push({ text: shown, href });
    end = match.index + shown.length;
  }
  if (end < text.length) found.push({ text: text.slice(end) });
  return found;
}
