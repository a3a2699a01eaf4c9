/*
 * Two soft tones, made here: no file to load, no format to miss. Phones let a page sound only after a touch, so
 * `unlockSound` is called by one.
 */
let context: AudioContext | undefined;

/** Call from a press: makes later sounds possible on phones. Does nothing where there is no sound. */
export function unlockSound(): void {
  try {
    context ??= new AudioContext();
    void context.resume();
  } catch {
    context = undefined;
  }
}

const SOFTLY = 0.12;

function tone(audio: AudioContext, hertz: number, after: number, seconds: number): void {
  const start = audio.currentTime + after;
  const source = audio.createOscillator();
  const volume = audio.createGain();
  source.frequency.value = hertz;
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(SOFTLY, start + 0.04);
  volume.gain.exponentialRampToValueAtTime(0.0001, start + seconds);
  source.connect(volume).connect(audio.destination);
  source.start(start);
  source.stop(start + seconds);
}

/** Since 2023 in some browsers. */
type WithSink = AudioContext & { setSinkId?(id: string): Promise<void> };

/**
 * "You are let in": rising, with a short buzz of the phone where it can.
 *
 * @param speaker a device id, where the browser lets one choose
 */
export function chime(speaker?: string): void {
  unlockSound();
  if (speaker !== undefined) void (context as WithSink | undefined)?.setSinkId?.(speaker).catch(() => undefined);
  if (context) {
    tone(context, 523.25, 0, 0.9);
    tone(context, 659.25, 0.22, 1.2);
  }
  navigator.vibrate?.([180, 90, 180]);
}

/** "Somebody wrote to you": one soft tone, told apart from the chime, with a touch of the phone. */
export function ping(): void {
  unlockSound();
  if (context) tone(context, 587.33, 0, 0.7);
  navigator.vibrate?.(120);
}

/** "Somebody waits": one low tone, for staff. */
export function knock(): void {
  unlockSound();
  if (context) tone(context, 392, 0, 0.6);
}
