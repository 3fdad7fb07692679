import type { Translation } from '@mila/ui';
import type { hold as russian } from '../ru/hold';

export const hold: Translation<typeof russian> = {
  hold: {
    kept: '{{when}} is kept for you for another',
    pay: 'Pay',
    take: 'Finish the booking',
    drop: 'Give up',
    dropTitle: 'Give up this time?',
    dropHint: 'The time will be released. No money was taken.',
    own: 'yours',
    over: 'The time to pay has run out',
    overAnswer: 'The time to answer has run out',
    again: 'Choose a time again',
    inTheWay: 'You already have an unpaid visit at this time',
    inTheWayHint: 'Pay for it or give it up: then the new time is yours.',
    tooMany: 'You already have three unpaid visits',
    tooManyHint: 'Pay for one of them or give it up: then the new time is yours.',
    swap: 'Give up and take the new time',
    gone: 'That visit is no longer kept for you. The new time can be taken.',
    takeNew: 'Take the new time',
    thatVisit: 'Open that visit',
    toVisits: 'To my visits',
  },
};
