package org.evenkeel.wire;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A text that the decoder accepts with 1 to {@code max} characters only. Other texts are bounded by the frame. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Length {

    /** Ids of members and client sessions. */
    int ID = 64;

    /** Tickets and tokens. */
    int TOKEN = 256;

    /** Most characters. */
    int max();
}
