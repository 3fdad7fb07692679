import { expect, test } from 'vitest';
import { pieces, showsSomething, wellFormed } from './text';

test.each([
  ['Спасибо \ud83d', 'Спасибо \ufffd'],
  ['\ude00 улыбка', '\ufffd улыбка'],
  ['😀 целая', '😀 целая'],
  ['\ud83d\ud83d\ude00', '\ufffd😀'],
])('half a character becomes a sign of its own: %j', (text, mended) => {
  expect(wellFormed(text)).toBe(mended);
});

test.each(['', ' \n\t', '\u200b\u200d\ufeff', '\u00a0\u3000', '\u2800\u3164', '\u0000'])(
  '%j shows nothing',
  (text) => {
    expect(showsSomething(text)).toBe(false);
  },
);

test('a letter or an emoji shows something', () => {
  expect([' а ', '👩\u200d⚕️'].map(showsSomething)).toEqual([true, true]);
});

test('addresses are separated from the words around them', () => {
  expect(pieces('Смотрите (https://mila.example/a?b=1), и http://x.example/.')).toEqual([
    { text: 'Смотрите (' },
    { text: 'https://mila.example/a?b=1', href: 'https://mila.example/a?b=1' },
    { text: '), и ' },
    { text: 'http://x.example/', href: 'http://x.example/' },
    { text: '.' },
  ]);
});

test.each([
  'javascript:alert(1)',
  'data:text/html,x',
  'https://bank.example@evil.example/',
  'https://',
  'file:///etc/passwd',
  '120/80',
])('%s is no link', (text) => {
  expect(pieces(text)).toEqual([{ text }]);
});
