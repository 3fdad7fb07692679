import type { Translation } from '@mila/ui';
import type { records as russian } from '../ru/records';

export const records: Translation<typeof russian> = {
  records: {
    title: 'Visits',
    upcoming: 'Coming',
    past: 'Past',
    empty: 'No coming visits',
    emptyHint: 'Find a doctor and choose a convenient time.',
    emptyPast: 'No past visits',
    emptyPastHint: 'Completed and cancelled visits will stay here.',
    find: 'Find a doctor',
    connect: 'Connect',
    prepare: 'Prepare',
    open: 'Open the visit',
    pay: 'Finish the booking',
    payIn: 'Waits for payment, kept for another',
    takeIn: 'Waits for your decision, kept for another',
    startsIn: 'Starts in',
    goesOn: 'Going on now',
    hidden_one: '{{count}} more online visit is hidden',
    hidden_other: '{{count}} more online visits are hidden',
    hiddenHint: 'You came in by password. Log in through Gosuslugi to see online visits.',
  },
};
