import { signal } from '@preact/signals';
import { hasMediaDevices } from './browser';

/** What became of the request for a device. */
export type DeviceState = 'off' | 'asking' | 'on' | 'denied' | 'missing' | 'busy' | 'unsupported';

/** Reads a browser's refusal; the names are those of the Media Capture specification. */
export function deviceStateOf(error: unknown): DeviceState {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing';
  return 'busy';
}

const LOUD = 0.35;

/** Camera and microphone before the session: a look and a level, nothing leaves this device. */
export class Preview {
  readonly state = signal<DeviceState>('off');
  readonly stream = signal<MediaStream | undefined>(undefined);
  private audio: AudioContext | undefined;

  /** Asks for camera and microphone, and where there is no camera for the microphone alone. */
  async start(): Promise<void> {
    if (!hasMediaDevices()) {
      this.state.value = 'unsupported';
      return;
    }
    this.state.value = 'asking';
    try {
      this.stream.value = await this.request();
      this.state.value = 'on';
    } catch (error) {
      this.state.value = deviceStateOf(error);
    }
  }

  private async request(): Promise<MediaStream> {
    const picture = { width: { ideal: 640 }, facingMode: 'user' };
    try {
      return await navigator.mediaDevices.getUserMedia({ audio: true, video: picture });
    } catch (error) {
      if (deviceStateOf(error) !== 'missing') throw error;
      return navigator.mediaDevices.getUserMedia({ audio: true });
    }
  }

  /** Calls `show` with the loudness from 0 to 1 many times a second; returns what ends it. */
  meter(stream: MediaStream, show: (level: number) => void): () => void {
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
      show(Math.min(1, Math.sqrt(power) / LOUD));
      frame = requestAnimationFrame(draw);
    };
    draw();
    return () => {
      cancelAnimationFrame(frame);
      source.disconnect();
    };
  }

  stop(): void {
    for (const track of this.stream.value?.getTracks() ?? []) track.stop();
    this.stream.value = undefined;
    void this.audio?.close();
    this.audio = undefined;
    this.state.value = 'off';
  }
}
