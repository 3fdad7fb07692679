import type { Translation } from '@mila/ui';
import type { checkout as russian } from '../ru/checkout';

export const checkout: Translation<typeof russian> = {
  checkout: {
    title: 'Finish the booking',
    lead: 'Check the details of your visit',
    hold: 'This time is kept for you for another',
    holdLeft: 'Less than {{time}} left',
    nearest: 'The nearest times of this doctor',
    priceClinic: 'Payment at the clinic',
    take: 'Book',
    takeHint: 'Nothing to pay beforehand: you pay at the clinic. You can cancel until the visit begins.',
    takeFree: 'The visit is free, there is nothing to pay. You can cancel until it begins.',
    service: 'Service',
    type: 'Type of visit',
    when: 'Date and time',
    duration: 'Duration',
    clinic: 'Clinic',
    price: 'To pay',
    rule: 'You can cancel or move the consultation with a full refund no later than 2 hours before it starts: until {{deadline}}. If you cancel later, the money is not returned.',
    ruleLate:
      'Less than two hours are left: if you cancel, the money is not returned; the visit cannot be moved.',
    card: 'Mila neither receives nor stores the data of your card. You enter it on the page of Alfa-Bank.',
    pay: 'Pay',
    noShow:
      'If you do not come and the doctor waits for you for 10 minutes, the money is not returned. If the doctor does not come, we return all of it.',
    slow: 'The answer takes longer than usual. We are still waiting; you may try again, you are not charged twice.',
    drop: 'Give up this time',
    overHint:
      'We released the time for others. Should a payment still arrive, we confirm the visit or return the money.',
    overFree: 'We released the time for others.',
  },
  result: {
    success: 'Your visit is booked!',
    successHint: 'See you: {{when}}. The visit and the “Connect” button are already in “Visits”.',
    successClinic: 'See you: {{when}}. The visit is already in “Visits”.',
    prepare: 'Prepare for the visit',
    noLetters: {
      no_consent: 'No letters about the visit will come: notifications are not allowed.',
      no_address: 'No letters about the visit will come: there is no confirmed e-mail address.',
      muted: 'No letters about the visit will come: you switched them off.',
      change: 'Change in the profile',
    },
    checking: 'Checking the payment with the bank',
    checkingHint: 'It usually takes a few seconds. You may close the page: the visit will not be lost.',
    paid: 'Paid, we are confirming the visit',
    paidHint: 'It takes a few seconds. If the time is taken already, all the money comes back.',
    waiting: 'The payment is not finished',
    waitingHint: 'The bank has not received the payment yet. {{time}} is kept for you for another',
    declined: 'The bank declined the payment: {{reason}}',
    declinedHint: 'No money was taken. {{time}} is kept for you for another',
    declinedOver:
      'No money was taken. The attempts on the page of the bank are used up, and we released the time. Choose it again and pay with another card.',
    dropped: 'The visit was not booked',
    droppedHint:
      'You gave this time up, no money was taken. Should a payment still arrive, we return all of it.',
    droppedPaid:
      'You gave this time up, but the payment went through. We return all of it, you need to do nothing.',
    declinedOffer: 'You declined the offered time, no money was taken. You can book again.',
    backToBank: 'Back to the payment',
    otherCard: 'Try another card',
    overHint:
      'The visit is not booked and no money was taken. Should a payment still arrive, we confirm the visit, or return all of it if the time was taken.',
    records: 'To my visits',
    failure: {
      not_enough_money: 'not enough money',
      card_data: 'the card data did not match',
      confirmation_failed: 'the payment was not confirmed by the code from the bank',
      limit: 'the limit of the card is exceeded',
      bank_unavailable: 'the bank does not answer',
      time_over: 'the time to pay has run out',
      cancelled: 'the payment was cancelled',
      other: 'the bank gave no reason',
    },
  },
};
