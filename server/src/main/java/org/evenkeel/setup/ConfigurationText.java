package org.evenkeel.setup;

import java.util.Map;

/** How keys are set in the text of the server's configuration. */
@FunctionalInterface
public interface ConfigurationText {

    /** The text with these values, and everything else as it is. */
    String with(String text, Map<String, String> values);
}
