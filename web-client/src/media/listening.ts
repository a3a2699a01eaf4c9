import { signal } from '@preact/signals';

/** The sounds that play on this page, which a browser may hold back until somebody presses something. */
export class Listening {
  /** The browser plays nothing before a press. */
  readonly blocked = signal(false);
  private readonly players = new Set<() => Promise<void>>();

  /** @returns what takes it away again */
  add(play: () => Promise<void>): () => void {
    this.players.add(play);
    void this.start(play);
    return () => this.players.delete(play);
  }

  /** Call from a press. */
  hear(): void {
    this.blocked.value = false;
    for (const play of this.players) void this.start(play);
  }

  private async start(play: () => Promise<void>): Promise<void> {
    try {
      await play();
    } catch (error) {
      // Any other refusal is of a sound that has gone meanwhile.
      if (error instanceof Error && error.name === 'NotAllowedError') this.blocked.value = true;
    }
  }
}
