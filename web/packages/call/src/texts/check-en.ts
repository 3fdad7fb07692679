export const checkEn = {
  running: 'Checking camera and microphone…',
  prompt: 'If the browser asks for camera and microphone, choose “Allow on every visit”.',
  microphoneWorks: 'Microphone works',
  cameraWorks: 'Camera works',
  microphoneFails: 'Microphone unavailable',
  cameraFails: 'Camera unavailable',
  again: 'Check again',
  title: 'Calls are not possible',
  titleAudio: 'Video calls are not possible',
  chatWorks: 'The chat works: write to the doctor, your message will be seen.',
  audioOnly: 'You can talk: the doctor will hear you but not see you.',
  cause: {
    insecure:
      'This page was opened without protection, so the browser keeps camera and microphone from it. Open the address that begins with https://.',
    denied_browser:
      'The browser does not let this site use camera and microphone. Allow access as described below and check again.',
    denied_system:
      'Access is closed in the settings of your computer or phone. Open the system settings, “Privacy”, and allow camera and microphone for the browser.',
    absent: 'The device was not found. Connect it or turn it on and check again.',
    busy: 'Another site or program is using the camera or microphone. Close it and check again.',
  },
  causeOf: { both: 'Camera and microphone', audio: 'Microphone', video: 'Camera' },
  advice: 'What to check',
  adviceAllow: 'Camera and microphone are allowed for this site in the browser:',
  adviceBusy:
    'No other site or program holds the camera or microphone: close video calls, recorders and other tabs.',
  chrome: 'Guide for Google Chrome',
  chromeSteps:
    'Press the sign to the left of the site address.\nTurn on “Camera” and “Microphone”.\nIf they are not listed, open “Site settings” and choose “Allow”.\nCome back here and press “Check again”.',
  yandex: 'Guide for Yandex Browser',
  yandexSteps:
    'Press the lock in the address bar.\nChoose “Allowed” next to “Camera” and “Microphone”.\nIf they are missing, open “More” → “Site settings”.\nCome back here and press “Check again”.',
};
