package org.evenkeel.codec;

import org.evenkeel.live.MediaWhisper;

/**
 * What nodes tell each other about a room's media &lt;-&gt; bytes. Never stored, but nodes of two releases may meet:
 * what the other does not know is refused. Immutable; any thread.
 */
public final class WhisperCodec {

    private final Envelope<MediaWhisper> envelope = Envelope.of("whisper", MediaWhisper.class);

    /** As compact JSON in UTF-8. */
    public byte[] encode(MediaWhisper words) {
        return envelope.write(words);
    }

    /**
     * @throws UnreadableBytes when a later release wrote them, or when they are damaged; it quotes nothing of them
     */
    public MediaWhisper decode(byte[] bytes) {
        return envelope.read(bytes);
    }
}
