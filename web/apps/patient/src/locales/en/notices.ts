export const notices = {
  noticeSettings: {
    title: 'How to notify you',
    lead: 'Everything is always under the bell in Mila. Here you decide what also comes by e-mail and to your device.',
    forbidden:
      'Notifications are forbidden now, so there will be no letters and nothing on your device. You can allow them above.',
    groups: {
      visits: 'Visits and payment',
      visitsHint: 'Booked, moved, cancelled, money returned, the doctor is calling',
      reminders: 'Reminders',
      remindersHint: 'A day, 2 hours and 10 minutes before a visit',
      documents: 'Documents',
      documentsHint: 'A conclusion is ready, your link to the medical record was opened',
    },
    mail: 'By e-mail',
    push: 'To the device',
    quiet: 'Quiet hours',
    quietHint:
      'Letters and messages wait for the morning. A call of the doctor, a visit that is near, an urgent cancellation and an offered time come at once.',
    quietOn: 'Do not disturb',
    from: 'From',
    to: 'Until',
    zone: 'Time of your time zone',
    save: 'Save',
    saved: 'Saved',
    sameTimes: 'The beginning and the end are the same. Choose different times.',
  },
  device: {
    title: 'Notifications on this device',
    lead: 'We will tell you of a call and of a visit even when Mila is closed. The screen shows a short line without names or diagnoses.',
    allow: 'Turn on on this device',
    forbid: 'Turn off on this device',
    on: 'On for this device',
    off: 'Off for this device',
    denied: 'The browser does not let Mila show notifications',
    deniedHint:
      'Press the icon to the left of the page address, open “Notifications”, choose “Allow” and reload the page.',
    unsupported: 'This browser cannot show notifications',
    unsupportedHint: 'Open Mila in Yandex Browser or Google Chrome. Letters and the bell work here too.',
    iphone: 'On iPhone and iPad an icon on the Home Screen is needed',
    iphoneHint:
      'In Safari press “Share”, then “Add to Home Screen”. Open Mila from that icon and turn notifications on.',
    absent: 'Nothing is sent to devices at the moment',
    absentHint: 'Letters and the bell work as usual.',
    failed: 'The browser could not turn notifications on',
    failedHint:
      'Its notification service does not answer. Check your connection and try again; letters come anyway.',
  },
};
