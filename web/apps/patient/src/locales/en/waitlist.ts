import type { Translation } from '@mila/ui';
import type { waitlist as russian } from '../ru/waitlist';

export const waitlist: Translation<typeof russian> = {
  wait: {
    title: 'Waiting for a time',
    question: 'No time that suits?',
    answer: 'We will tell you when a time becomes free or the doctor adds one.',
    tell: 'Tell me when a time appears',
    how: 'When a time becomes free, we tell you and hold it for you for 30 minutes. If it does not suit, the next person gets it and you stay in the queue.',
    from: 'Not before',
    until: 'Not after',
    daysHint:
      'You may leave the dates out: then any day suits. A time less than three hours away is not offered.',
    senseless: 'This date is before the first one',
    join: 'Wait for a time',
    waiting: 'You are waiting for a time with this doctor',
    leave: 'Stop waiting',
    refuse: 'Decline and stop waiting',
    look: 'See the free times',
    anyDay: 'Any day suits. We will tell you as soon as a time appears.',
    after: 'From {{from}}. We will tell you as soon as a time appears.',
    before: 'Until {{until}}. We will tell you as soon as a time appears.',
    between: 'From {{from}} to {{until}}. We will tell you as soon as a time appears.',
    offered: 'A time has appeared for you',
    held: 'Held for you for another',
    take: 'Complete the booking',
  },
};
