import type { Translation } from '@mila/ui';
import type { checkPage as russian } from './ru';

export const checkPage: Translation<typeof russian> = {
  title: 'Connection check',
  lead: 'We will look at browser, camera, microphone and internet as before a consultation. It takes about a minute.',
  ask: 'The browser will ask for camera and microphone. Choose “Allow on every visit”.',
  start: 'Start the check',
  again: 'Check again',
  running: 'Checking…',
  saySomething: 'Say something: we are listening to the microphone',
  part: {
    browser: 'Browser',
    microphone: 'Microphone',
    camera: 'Camera',
    speaker: 'Speaker',
    network: 'Internet',
    path: 'Way for sound and video',
  },
  level: { good: 'fine', warn: 'take note', bad: 'does not work', asked: 'your answer is needed' },
  verdict: {
    ready: 'All is ready for a consultation',
    audio: 'A consultation with sound is possible',
    chat: 'Calls are not possible',
    trouble: 'A consultation may be interrupted',
  },
  verdictHint: {
    ready: 'At the appointed time press “Join” in the visit.',
    audio: 'The doctor will hear you but not see you. What to do about the camera is said below.',
    chat: 'The doctor will not hear you, but the chat works. What to do about the microphone is said below.',
    trouble: 'What to do is said below. If that does not help, try another network or device.',
  },
  found: {
    browser: {
      able: '{{name}} can do all that a consultation needs.',
      unable: '{{name}} cannot make calls. Open Mila in a recent Yandex Browser or Google Chrome.',
      insecure: 'The page was opened without protection. Open the address that begins with https://.',
    },
    network: {
      quick: 'The server answers in {{time}} ms: good.',
      slow: 'The server answers in {{time}} ms, unevenly. Move closer to the router, stop downloads, turn the VPN off.',
      offline: 'There is no internet. Turn on Wi-Fi or mobile internet and check again.',
      no_socket:
        'The network does not let a lasting connection through. Turn off VPN and blockers or try another network: those of offices often close it.',
    },
    path: {
      relay: 'The relay can be reached ({{time}} ms): the call will connect from a closed network too.',
      relay_only:
        'The call will go through the relay ({{time}} ms): your network does not allow a direct one.',
      direct:
        'Direct connection: there is no relay now, the call will go straight between you and the doctor.',
      no_relay:
        'The relay cannot be reached from your network. If the call does not connect, turn the VPN off or share the internet from your phone.',
      no_way: 'The browser found no way into the network. Turn off VPN and blockers and check again.',
      not_identified: 'Not checked: online consultations need a login by Gosuslugi.',
      too_often: 'Too many checks in a row. Wait a minute and try again.',
    },
    microphone: {
      works: 'The microphone hears you.',
      silent: 'The microphone is on but quiet. Say something and check again, or choose another microphone.',
      ...causes('Microphone'),
    },
    camera: { works: 'The camera shows a picture.', ...causes('Camera') },
    speaker: {
      asked: 'Play the test sound and say whether you hear it.',
      heard: 'You hear the sound.',
      unheard: 'Turn the volume up, choose another speaker or connect headphones.',
    },
  },
  play: 'Play the sound',
  hear: 'I hear it',
  hearNot: 'I do not',
  choose: { audio: 'Microphone', video: 'Camera', speaker: 'Speaker' },
  device: 'Device {{number}}',
  recipes: 'What to do',
  report: 'The result can be sent to support',
  reportHint: 'The file holds no name, addresses or other personal data.',
  download: 'Download',
  copy: 'Copy',
  copied: 'Copied',
  fileName: 'connection-check.txt',
};

function causes(name: string) {
  return {
    insecure: `${name}: the page was opened without protection, the browser gives no access.`,
    denied_browser: `${name}: the browser does not give this site access.`,
    denied_system: `${name}: access is closed in the settings of the computer or phone.`,
    absent: `${name}: the device was not found.`,
    busy: `${name}: another site or program is using the device.`,
  };
}
