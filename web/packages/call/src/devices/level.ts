/** Reports how loud a microphone is, 0–1, ten times a second; returns what stops it. */
export function watchLevel(track: MediaStreamTrack, report: (level: number) => void): () => void {
  if (!('AudioContext' in window)) return () => undefined;
  const audio = new AudioContext();
  const analyser = audio.createAnalyser();
  analyser.fftSize = 512;
  audio.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const wave = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    // A page opened without a touch may not listen until the first one.
    if (audio.state === 'suspended') return void audio.resume();
    analyser.getFloatTimeDomainData(wave);
    const power = wave.reduce((sum, value) => sum + value * value, 0) / wave.length;
    report(Math.min(1, Math.sqrt(power) * 6));
  }, 100);
  return () => {
    clearInterval(timer);
    void audio.close();
  };
}
