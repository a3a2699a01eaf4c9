import { signal } from '@preact/signals';
import type { openMedia } from '../media/open';
import type { RoomMedia } from '../media/roomMedia';
import type { MediaNews } from '../protocol';

const AGAIN_MILLIS = 2_000;

/**
 * Fetches the code of sound and picture while the person waits, and keeps what the server says about them until it is
 * here: a participant's first screen needs none of it.
 */
export class MediaMail {
  readonly media = signal<RoomMedia | undefined>(undefined);
  private kept: MediaNews[] = [];
  private closed = false;

  fetch(ports: Parameters<typeof openMedia>[0]): void {
    import('../media/open').then(
      (code) => this.hand(code.openMedia(ports)),
      () => setTimeout(() => !this.closed && this.fetch(ports), AGAIN_MILLIS),
    );
  }

  heard(news: MediaNews): void {
    const media = this.media.peek();
    if (media) media.heard(news);
    // Who talked a moment ago is of no use later.
    else if (news.t !== 'talking' && news.t !== 'weak') this.kept.push(news);
  }

  close(): void {
    this.closed = true;
    this.media.peek()?.close();
    this.media.value = undefined;
  }

  private hand(media: RoomMedia): void {
    if (this.closed) return media.close();
    for (const news of this.kept.splice(0)) media.heard(news);
    this.media.value = media;
  }
}
