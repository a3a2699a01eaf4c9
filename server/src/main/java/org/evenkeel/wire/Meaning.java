package org.evenkeel.wire;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a message, a view or a field means, in one English sentence. It goes into the generated TypeScript and the
 * protocol document, which Javadoc cannot reach; it changes nothing at run time.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT})
public @interface Meaning {

    /** The sentence. */
    String value();
}
