package org.evenkeel.wire;

import java.util.Optional;

/** A written message as one viewer sees it. */
@Meaning("A written message.")
public record MessageView(
        String id,
        Words.MessageKind kind,
        @Meaning("Member id of the writer.") Optional<String> from,
        @Meaning("The writer's name as the reader may see it.") Optional<String> fromName,
        @Meaning("Member id of the person it was written to.") Optional<String> to,
        String text,
        long at) {}
