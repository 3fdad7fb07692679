const nbsp = '\u00a0';

/** 150000 → «1 500 ₽»; kopecks are shown only when there are any. */
export function formatMoney(kopecks: number, language: string): string {
  const digits = kopecks % 100 === 0 ? 0 : 2;
  const number = new Intl.NumberFormat(language, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(kopecks / 100);
  return `${number}${nbsp}₽`;
}
