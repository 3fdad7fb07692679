import type { Translation } from '@mila/ui';
import type { checkRu } from './check-ru';

export const checkEn: Translation<typeof checkRu> = {
  running: 'Checking camera and microphone…',
  promptTitle: 'The browser will ask for camera and microphone',
  prompt: 'Choose “Allow on every visit”, and it will not ask next time.',
  microphoneWorks: 'Microphone works',
  cameraWorks: 'Camera works',
  microphoneFails: 'Microphone unavailable',
  cameraFails: 'Camera unavailable',
  again: 'Check again',
  title: 'Calls are not possible',
  titleAudio: 'Video calls are not possible',
  chatWorks: {
    patient: 'The chat works: write to the doctor, your message will be seen.',
    doctor: 'The chat works: the patient will see your message.',
  },
  audioOnly: {
    patient: 'You can talk: the doctor will hear you but not see you.',
    doctor: 'You can talk: the patient will hear you but not see you.',
  },
  cause: {
    insecure:
      'This page was opened without protection, so the browser keeps camera and microphone from it. Open the address that begins with https://.',
    denied_browser:
      'The browser does not give this site access. Allow it as described; no need to reload the page.',
    denied_system:
      'Access is closed in the settings of your computer or phone. Allow it for the browser as described.',
    absent: 'The device was not found. As soon as it appears, we will notice.',
    busy: 'Another site or program is using the device.',
  },
  causeOf: { both: 'Camera and microphone', audio: 'Microphone', video: 'Camera' },
  advice: 'What else to check',
  adviceAllow: 'Camera and microphone are allowed for {{site}} in the browser:',
  adviceBusy:
    'No other site or program holds the camera or microphone: close video calls, recorders and other tabs.',
  ownBrowser: 'your browser',
  openSecure: 'Open the protected address',
  onComputer: 'On a computer',
  onPhone: 'On a phone',
  recipe: {
    chrome: 'Guide for Google Chrome',
    yandex: 'Guide for Yandex Browser',
    windows: 'Guide for Windows',
    mac: 'Guide for macOS',
    android: 'Guide for Android',
    iphone: 'Guide for iPhone and iPad',
    absent: 'How to find the device',
    busy: 'How to free the device',
  },
  steps: {
    chrome:
      'Press the sign to the left of the site address.\nTurn on “Camera” and “Microphone”.\nIf they are not listed, open “Site settings” and choose “Allow” for both.\nCome back to this tab: we will notice by ourselves.',
    chromePhone:
      'Press the sign to the left of the site address.\nOpen “Permissions”.\nTurn on “Camera” and “Microphone”.\nCome back to this page.',
    yandex:
      'Press the lock in the address bar.\nChoose “Allowed” next to “Camera” and “Microphone”.\nIf they are missing, open “More” → “Site settings”.\nCome back to this tab: we will notice by ourselves.',
    yandexPhone:
      'Open the menu “⋮” → “Settings” → “Site settings”.\nChoose “Camera”, find this site and allow access.\nDo the same for “Microphone”.\nCome back to this page.',
    windows:
      'Open “Settings” → “Privacy & security”.\nUnder “Camera” turn on camera access, also for desktop apps.\nDo the same under “Microphone”.\nCome back here and press “Check again”.',
    mac: 'Open the Apple menu → “System Settings” → “Privacy & Security”.\nTurn your browser on under “Camera” and “Microphone”.\nRestart the browser if the system asks you to, then join again.',
    android:
      'Open “Settings” → “Apps” → your browser → “Permissions”.\nFor “Camera” and “Microphone” choose “Allow while using the app”.\nCome back here and press “Check again”.',
    iphone:
      'Open “Settings” and find your browser in the list.\nTurn on “Camera” and “Microphone”.\nCome back here and press “Check again”.',
    absent:
      'See that the camera or headset is connected and switched on.\nPlug it into another socket or pair it over Bluetooth again.\nOn a laptop open the camera shutter and press the key that turns the camera or microphone on.\nPress “Check again”.',
    busy: 'Close programs for video calls and recording: they hold the camera even when minimised.\nClose tabs of other sites with a call.\nIf that does not help, restart the browser and join again.',
  },
};
