const notes = [523, 659, 784];

/** Three rising notes through the chosen speaker, where the browser lets one choose. */
export async function playTestSound(speaker: string | null): Promise<void> {
  const audio = new AudioContext();
  const choosing = audio as AudioContext & { setSinkId?: (id: string) => Promise<void> };
  // A speaker that was unplugged falls back to the usual one.
  if (speaker) await choosing.setSinkId?.(speaker).catch(() => undefined);
  await audio.resume();
  for (const [index, pitch] of notes.entries()) {
    const tone = audio.createOscillator();
    const loudness = audio.createGain();
    const start = audio.currentTime + index * 0.35;
    tone.frequency.value = pitch;
    loudness.gain.setValueAtTime(0, start);
    loudness.gain.linearRampToValueAtTime(0.25, start + 0.04);
    loudness.gain.exponentialRampToValueAtTime(0.001, start + 0.5);
    tone.connect(loudness).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 0.55);
  }
  await new Promise((resolve) => setTimeout(resolve, notes.length * 350 + 400));
  await audio.close();
}
