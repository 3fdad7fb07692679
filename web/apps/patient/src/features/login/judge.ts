import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import type { PasswordRules } from '@mila/api';
import { madeOfWords, wordsOf } from './known-words';

/** As the service does: what follows this many characters only makes a password stronger. */
const counted = 40;
const enoughScore = 3;

export interface Judgement {
  /** 0 (guessed at once) to 4 (not guessed in a lifetime). */
  score: number;
  short: boolean;
  enough: boolean;
}

export type Judge = (password: string, personal: string[]) => Judgement;

/** Fetched with its book of words only where a new password is made. */
export function judgeBy(rules: PasswordRules): Judge {
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
