/** A piece of a title; the matched ones are shown bold. */
export interface Piece {
  text: string;
  matched: boolean;
}

const compared = (text: string): string => text.toLowerCase().replaceAll('ё', 'е');

/** Where in a title the words begin that were typed, under whichever spelling they match; one letter stays one. */
export function pieces(title: string, spellings: readonly string[]): Piece[] {
  const plain = compared(title);
  const marks = spellings
    .map((guess) => marksOf(plain, guess.split(' ')))
    .find((found) => found.some(Boolean));
  if (!marks) return [{ text: title, matched: false }];
  return [...title].reduce<Piece[]>((done, letter, at) => {
    const last = done.at(-1);
    const matched = marks[at] ?? false;
    if (last?.matched === matched) last.text += letter;
    else done.push({ text: letter, matched });
    return done;
  }, []);
}

function marksOf(plain: string, words: string[]): boolean[] {
  const marks = Array<boolean>(plain.length).fill(false);
  for (const word of words.filter(Boolean)) {
    const starts = [...plain.matchAll(/[a-zа-я0-9]+/g)].map((match) => match.index);
    const at = starts.find((start) => plain.startsWith(word, start));
    if (at !== undefined) marks.fill(true, at, at + word.length);
  }
  return marks;
}
