import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import type { PasswordRules } from '@mila/api';

/** As the service does: what follows this many characters only makes a password stronger. */
const counted = 40;
const enoughScore = 3;

export interface PasswordStrength {
  /** 0 (guessed at once) to 4 (not guessed in a lifetime). */
  score: number;
  short: boolean;
  enough: boolean;
}

export type StrengthMeter = (password: string, personal: string[]) => PasswordStrength;

/** Fetched with its book of words only where a new password is made. */
export function strengthMeterOf(rules: PasswordRules): StrengthMeter {
  const engine = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  return (password, personal) => {
    const plain = password.normalize('NFKC');
    const words = personal.flatMap((text) => [text, text.split('@')[0]!]).filter(Boolean);
    const { score } = engine.check(plain.slice(0, counted), [...words, ...rules.context, ...rules.common]);
    const short = [...plain].length < rules.shortest;
    const known = madeOfWords(plain, [...wordsOf(personal), ...rules.context, ...rules.common]);
    return {
      score: known ? Math.min(score, 1) : score,
      short,
      enough: !short && !known && score >= enoughScore,
    };
  };
}

/** The same rule as the service's `domain/strength.py`: little must not be left of a password without known words. */
const fewestLettersLeft = 5;
const shortestWord = 3;
const latin = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
const cyrillic = 'йцукенгшщзхъфывапролджэячсмитьбюё';
const digits = '0134578@$!';
const letters = 'oieastbasi';

const translate =
  (from: string, to: string) =>
  (text: string): string =>
    [...text].map((sign) => (from.includes(sign) ? to[from.indexOf(sign)] : sign)).join('');
const toCyrillic = translate(latin, cyrillic);
const toLatin = translate(cyrillic, latin);
const asLetters = translate(digits, letters);

const same = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll('ё', 'е').trim();

/** Each text whole and each word in it: of an e-mail also the parts of both its sides. */
export const wordsOf = (texts: string[]): string[] =>
  texts
    .flatMap((text) => [text, text.split('@')[0]!, ...text.split(/[^\p{L}\p{N}]+/u)])
    .map(same)
    .filter((word) => word.length >= shortestWord);

/** Whether the password is known words in any order, layout of keys or digit spelling, and little else. */
export function madeOfWords(password: string, words: string[]): boolean {
  const folded = password.normalize('NFKC').toLowerCase();
  const typed = [folded, toCyrillic(folded), toLatin(folded)];
  const writings = [...typed, ...typed.map(asLetters), toCyrillic(asLetters(folded))].map(same);
  const longestFirst = [...new Set(words.map(same))].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  return writings.some((writing) => {
    const left = longestFirst.reduce((rest, word) => rest.replaceAll(word, ' '), writing);
    return left !== writing && (left.match(/\p{L}/gu) ?? []).length < fewestLettersLeft;
  });
}
