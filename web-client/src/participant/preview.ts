import { signal } from '@preact/signals';
import { BrowserDevices } from '../media/browserDevices';
import { LevelMeter } from '../media/level';
import { problemOf, type DeviceState } from '../media/problems';

/** Camera and microphone before the session: a look and a level, nothing leaves this device. */
export class Preview {
  readonly state = signal<DeviceState>('off');
  readonly stream = signal<MediaStream | undefined>(undefined);
  readonly meter = new LevelMeter();

  constructor(private readonly devices: Pick<BrowserDevices, 'openBoth'> = new BrowserDevices()) {}

  /** Asks for camera and microphone, and where there is no camera for the microphone alone. */
  async start(): Promise<void> {
    if (this.state.peek() === 'asking') return;
    this.stop();
    this.state.value = 'asking';
    try {
      const stream = await this.devices.openBoth();
      // The person may have gone on meanwhile.
      if (this.state.peek() !== 'asking') return stream.getTracks().forEach((track) => track.stop());
      this.stream.value = stream;
      this.state.value = 'on';
    } catch (error) {
      if (this.state.peek() === 'asking') this.state.value = problemOf(error);
    }
  }

  stop(): void {
    for (const track of this.stream.value?.getTracks() ?? []) track.stop();
    this.stream.value = undefined;
    this.meter.close();
    this.state.value = 'off';
  }
}
