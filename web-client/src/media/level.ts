const LOUD = 0.35;

/** How loud a microphone is, many times a second. */
export class LevelMeter {
  private audio: AudioContext | undefined;

  /** Calls `tell` with the loudness from 0 to 1; returns what ends it. */
  show(stream: MediaStream, tell: (level: number) => void): () => void {
    if (stream.getAudioTracks().length === 0 || typeof AudioContext !== 'function') return () => undefined;
    this.audio ??= new AudioContext();
    const analyser = this.audio.createAnalyser();
    analyser.fftSize = 512;
    const source = this.audio.createMediaStreamSource(stream);
    source.connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    let frame = 0;
    const draw = (): void => {
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, each) => sum + each * each, 0) / samples.length;
      tell(Math.min(1, Math.sqrt(power) / LOUD));
      frame = requestAnimationFrame(draw);
    };
    draw();
    return () => {
      cancelAnimationFrame(frame);
      source.disconnect();
    };
  }

  close(): void {
    void this.audio?.close();
    this.audio = undefined;
  }
}
