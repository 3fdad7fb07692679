const parts = (fullName: string): string[] => fullName.trim().split(/\s+/);

/** «Имя Отчество» of a full name that begins with the surname. */
export function givenName(fullName: string): string {
  const [surname = '', ...given] = parts(fullName);
  return given.length ? given.join(' ') : surname;
}

/** «Иванова М. П.», with spaces that do not break. */
export function shortName(fullName: string): string {
  const [surname = '', ...given] = parts(fullName);
  return [surname, ...given.map((name) => `${name.charAt(0)}.`)].join('\u00a0');
}

/** «МП»: what a portrait shows when there is no picture. */
export function initials(fullName: string): string {
  const [surname = '', first = ''] = parts(fullName);
  return (first.charAt(0) + surname.charAt(0)).toUpperCase();
}
