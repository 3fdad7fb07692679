import { describe, expect, it } from 'vitest';
import { pieces } from './suggestion';

const matched = (title: string, ...spellings: string[]) =>
  pieces(title, spellings)
    .filter((piece) => piece.matched)
    .map((piece) => piece.text);

describe('the matched part of a suggestion (R052)', () => {
  it('is the beginning of a word, whatever the letter ё', () => {
    expect(matched('Фёдорова Наталья', 'федо')).toEqual(['Фёдо']);
    expect(matched('Фёдорова Наталья', 'натал фед')).toEqual(['Фёд', 'Натал']);
  });

  it('is found under any of the spellings', () => {
    expect(matched('Кардиолог', 'rfhlbjk', 'кардиол')).toEqual(['Кардиол']);
  });

  it('is nothing when only a mistyped word was understood', () => {
    expect(matched('Кардиолог', 'кордеолог')).toEqual([]);
  });

  it('leaves the title whole', () => {
    const title = 'Клиника «Сретенский сад»';
    expect(
      pieces(title, ['сретен'])
        .map((piece) => piece.text)
        .join(''),
    ).toBe(title);
  });
});
