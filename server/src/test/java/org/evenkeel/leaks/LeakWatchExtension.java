package org.evenkeel.leaks;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.util.List;

/**
 * Fails a test class during which a Netty buffer was lost. Found by JUnit through the service file, for every class:
 * nobody has to remember it. It is created before the first test class is initialised, so that Netty asks it for its
 * detectors.
 */
public final class LeakWatchExtension implements AfterAllCallback {

    private final LeakWatch watch = LeakWatch.installed();

    /** Thrown after the last test of a class. */
    static final class BufferLeak extends AssertionError {

        private static final long serialVersionUID = 1L;

        private BufferLeak(List<String> leaks) {
            super(leaks.size() + " leaks seen by Netty:\n" + String.join("\n", leaks));
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws InterruptedException {
        if (isNested(context)) {
            return;
        }
        List<String> leaks = watch.leaksSinceLastCheck();
        if (!leaks.isEmpty()) {
            throw new BufferLeak(leaks);
        }
    }

    /** The outer class is checked after all its nested ones, when what they share is closed. */
    private static boolean isNested(ExtensionContext context) {
        return context.getParent().flatMap(ExtensionContext::getTestClass).isPresent();
    }
}
