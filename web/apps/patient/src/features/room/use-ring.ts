import { useEffect } from 'react';

const every = 2000;
const notes = [
  { at: 0, pitch: 659 },
  { at: 0.22, pitch: 784 },
  { at: 0.6, pitch: 659 },
  { at: 0.82, pitch: 784 },
];

/** Two soft pairs of notes; a page the person has not touched may not sound, and then the banner must do. */
function chime(audio: AudioContext): void {
  for (const { at, pitch } of notes) {
    const tone = audio.createOscillator();
    const loudness = audio.createGain();
    const start = audio.currentTime + at;
    tone.frequency.value = pitch;
    loudness.gain.setValueAtTime(0, start);
    loudness.gain.linearRampToValueAtTime(0.16, start + 0.03);
    loudness.gain.exponentialRampToValueAtTime(0.001, start + 0.34);
    tone.connect(loudness).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 0.36);
  }
}

function notice(title: string, body: string): Notification | null {
  if (!('Notification' in window) || Notification.permission !== 'granted' || !document.hidden) return null;
  try {
    const shown = new Notification(title, { body, tag: 'mila-call', requireInteraction: true });
    shown.onclick = () => {
      window.focus();
      shown.close();
    };
    return shown;
  } catch {
    // Phones only let service workers notify; the sound and the title remain.
    return null;
  }
}

/** Rings while the component lives: sound, vibration, the title of the tab, a notice of the system. */
export function useRing(pageTitle: string, title: string, name: string): void {
  useEffect(() => {
    const audio = 'AudioContext' in window ? new AudioContext() : null;
    const before = document.title;
    let turn = 0;
    const ring = () => {
      if (audio?.state === 'suspended') void audio.resume();
      if (audio) chime(audio);
      if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.([200, 120, 200]);
    };
    const blink = () => {
      document.title = turn++ % 2 ? before : pageTitle;
    };
    ring();
    blink();
    const timers = [setInterval(ring, every), setInterval(blink, every / 2)];
    const shown = notice(title, name);
    return () => {
      for (const timer of timers) clearInterval(timer);
      document.title = before;
      shown?.close();
      void audio?.close();
    };
  }, [pageTitle, title, name]);
}
